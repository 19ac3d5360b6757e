import { domainToASCII, domainToUnicode, pathToFileURL } from 'node:url';

/** An href and ada's url_components: the offsets that Node's URL class reads its parts by. */
export type UrlParts = readonly [href: string, components: readonly number[]];

const omitted = 0xffffffff;
const longest = 65_536;

/** Parses as the WHATWG URL standard says; null where the input is no URL. */
export function parseUrl(input: unknown, base: unknown): UrlParts | null {
  if (typeof input !== 'string' || input.length > longest) return null;
  const url = URL.parse(input, typeof base === 'string' && base.length <= longest ? base : undefined);
  return url === null ? null : partsOf(url);
}

const setters = [
  'protocol',
  'host',
  'hostname',
  'port',
  'username',
  'password',
  'pathname',
  'search',
  'hash',
  'href',
] as const;

/** Sets one part, numbered as in Node's lib/internal/url.js; null where Node's would refuse it. */
export function updateUrl(href: unknown, action: unknown, value: unknown): UrlParts | null {
  if (typeof href !== 'string' || typeof value !== 'string' || value.length > longest) return null;
  const url = URL.parse(href);
  const setter = setters[Number(action)];
  if (url === null || setter === undefined) return null;
  try {
    url[setter] = value;
  } catch {
    return null;
  }
  return partsOf(url);
}

export function fileUrl(path: unknown): UrlParts | null {
  return typeof path === 'string' && path.length <= longest
    ? partsOf(pathToFileURL(path, { windows: false }))
    : null;
}

export function urlOrigin(href: unknown): string {
  return URL.parse(String(href))?.origin ?? 'null';
}

/** `url.format(URL, options)`, whose options say which parts to keep. */
export function formatUrl(
  href: unknown,
  keep: { hash: boolean; unicode: boolean; search: boolean; auth: boolean },
): string {
  const url = URL.parse(String(href));
  if (url === null) return String(href);
  if (!keep.hash) url.hash = '';
  if (!keep.search) url.search = '';
  if (!keep.auth) {
    url.username = '';
    url.password = '';
  }
  return keep.unicode && url.hostname !== ''
    ? url.href.replace(url.hostname, domainToUnicode(url.hostname))
    : url.href;
}

export function domain(name: unknown, form: unknown): string {
  const text = String(name).slice(0, 4096);
  return form === 'unicode' ? domainToUnicode(text) : domainToASCII(text);
}

const schemes: Readonly<Record<string, number>> = {
  'http:': 0,
  'https:': 2,
  'ws:': 3,
  'ftp:': 4,
  'wss:': 5,
  'file:': 6,
};

/**
 * https://user:pass@example.com:1234/foo/bar?baz#quux
 *       |     |    |          | ^^^^|       |   |
 *       |     |    |          | |   |       |   `----- hash_start
 *       |     |    |          | |   |       `--------- search_start
 *       |     |    |          | |   `----------------- pathname_start
 *       |     |    |          | `--------------------- port
 *       |     |    |          `----------------------- host_end
 *       |     |    `---------------------------------- host_start
 *       |     `--------------------------------------- username_end
 *       `--------------------------------------------- protocol_end
 */
function partsOf(url: URL): UrlParts {
  const { href, protocol, username, password, hostname, pathname, hash } = url;
  const protocolEnd = protocol.length;
  const hasAuthority = href.startsWith('//', protocolEnd);
  let usernameEnd = protocolEnd;
  let hostStart = protocolEnd;
  let hostEnd = protocolEnd;
  if (hasAuthority) {
    usernameEnd = protocolEnd + 2 + username.length;
    hostStart = usernameEnd + (password === '' ? 0 : password.length + 1);
    const at = href[hostStart] === '@' ? 1 : 0;
    hostEnd = hostStart + at + hostname.length;
  }
  const hashStart = hash === '' && !href.endsWith('#') ? omitted : href.indexOf('#');
  const beforeHash = hashStart === omitted ? href.length : hashStart;
  const question = href.indexOf('?');
  const searchStart = question >= 0 && question < beforeHash ? question : omitted;
  const beforeSearch = searchStart === omitted ? beforeHash : searchStart;
  const port = url.port === '' ? omitted : Number(url.port);
  return [
    href,
    [
      protocolEnd,
      usernameEnd,
      hostStart,
      hostEnd,
      port,
      beforeSearch - pathname.length,
      searchStart,
      hashStart,
      schemes[protocol] ?? 1,
    ],
  ];
}
