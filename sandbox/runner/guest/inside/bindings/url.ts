import { askHost } from '../host.ts';

/** As the host gives it: an href, then the nine numbers of ada's url_components. */
type Parsed = readonly [href: string, components: readonly number[]];

/** Node's URL parser is C++ (ada); the host's own URL does the parsing, on copied strings. */
export function urlBinding(): Record<string, unknown> {
  const components = new Uint32Array(9);
  const take = (parsed: Parsed | null) => {
    if (parsed === null) return undefined;
    components.set(parsed[1]);
    return parsed[0];
  };
  return {
    urlComponents: components,
    parse(input: string, base: string | undefined, raise: boolean) {
      const href = take(askHost('url.parse', input, base) as Parsed | null);
      if (href === undefined && raise) throw invalidUrl(input, base);
      return href;
    },
    canParse: (input: string, base?: string) => askHost('url.parse', input, base) !== null,
    update(href: string, action: number, value: string) {
      return take(askHost('url.update', href, action, value) as Parsed | null) ?? false;
    },
    pathToFileURL(path: string, _windows: boolean, _hostname?: string) {
      return take(askHost('url.pathToFileURL', path) as Parsed | null);
    },
    getOrigin: (href: string) => askHost('url.origin', href),
    domainToASCII: (domain: string) => askHost('domain', domain, 'ascii'),
    domainToUnicode: (domain: string) => askHost('domain', domain, 'unicode'),
    format: (href: string, hash: boolean, unicode: boolean, search: boolean, auth: boolean) =>
      askHost('url.format', href, hash, unicode, search, auth),
  };
}

function invalidUrl(input: string, base: string | undefined): TypeError {
  const error = new TypeError('Invalid URL') as TypeError & { code?: string; input?: string; base?: string };
  error.code = 'ERR_INVALID_URL';
  error.input = input;
  if (base !== undefined) error.base = base;
  return error;
}
