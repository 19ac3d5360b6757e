/** Where the window's pages come from: a scheme of our own, so that nothing is read from `file:`. */
export const appScheme = 'app';
export const appHost = 'backline';
export const appOrigin = `${appScheme}://${appHost}`;

/** Whether a URL is one of the window's own pages. */
export function isAppUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && url.protocol === `${appScheme}:` && url.host === appHost;
}
