import { describe, expect, it } from 'vitest';
import { diagramTexts, isDrawable } from './diagram-source.ts';

const flow = 'flowchart LR\n  A[Client] --> B[Server]';

describe('what a diagram says of itself', () => {
  it('is its title and its description, on one line or on several', () => {
    expect(diagramTexts(`${flow}\n  accTitle: A request\n  accDescr: From left to right.`)).toEqual({
      title: 'A request',
      description: 'From left to right.',
    });
    expect(diagramTexts('flowchart LR\n  accDescr {\n    Two\n    lines.\n  }')).toEqual({
      title: null,
      description: 'Two lines.',
    });
    expect(diagramTexts(flow)).toEqual({ title: null, description: null });
  });
});

describe('what is drawn', () => {
  it.each([
    flow,
    '%% a remark\n\nsequenceDiagram\n  Client->>Server: GET https://api.example/orders?style=1',
    'erDiagram\n  CUSTOMER ||--o{ ORDER : places',
    'flowchart LR\n  A["click here to link a style"] --> B',
    'flowchart LR\n  A["two<br/>lines, 1 < 2 #quot;so#quot;"] <--> B',
    'classDiagram\n  class Store {\n    <<interface>>\n  }\n  Store <|-- Memory',
  ])('%s', (source) => expect(isDrawable(source)).toBe(true));

  it.each([
    ['settings inside', `%%{init: {"htmlLabels": true}}%%\n${flow}`],
    ['settings inside, with a gap', `%% {init: {}}%%\n${flow}`],
    ['front matter', `---\nconfig: {}\n---\n${flow}`],
    ['a click', `${flow}\n  click A href "https://example.com"`],
    ['a click behind a semicolon', `${flow}; click A call alert()`],
    ['a style', `${flow}\n  style A fill:red`],
    ['a class', `${flow}\n  classDef x filter:url(https://example.com/#x)`],
    ['a picture', `${flow}\n  C@{ img: "https://example.com/x.png" }`],
    ['a formula', 'flowchart LR\n  A["$$x$$"]'],
    ['an escape', `${flow}\n  A["u\\72l(x)"]`],
    ['links of an actor', 'sequenceDiagram\n  links Ana: {"x": "https://example.com"}'],
    ['an element', `${flow}\n  C["<img src=x onerror=alert(1)>"]`],
    ['the end of one', `${flow}\n  C["</svg>"]`],
    ['an element where a stereotype stands', 'classDiagram\n  class A {\n <<img src=x>>\n }'],
    ['an element cut in two by a harmless one', `${flow}\n  C["<<br>img src=x>"]`],
    ['an element in signs', `${flow}\n  C["#lt;img#gt; #60;img&lt;"]`],
    ['a kind that is not taught with', 'C4Context\n  title x'],
    ['nothing', ''],
    ['too much', `${flow}\n${'  A --> B\n'.repeat(2_000)}`],
  ])('not %s', (_, source) => expect(isDrawable(source)).toBe(false));
});
