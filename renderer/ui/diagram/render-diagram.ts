import type { Mermaid } from 'mermaid';
import { diagramTheme } from './diagram-theme.ts';
import { harmlessSvg } from './harmless-svg.ts';

let mermaid: Promise<Mermaid> | undefined;
let drawn = 0;

/**
 * Draws a diagram in the theme that the document has now. Throws where the text cannot be read.
 * Mermaid comes with the first diagram: a lesson without one does not wait for it.
 */
export async function renderDiagram(source: string): Promise<SVGSVGElement> {
  mermaid ??= import('mermaid').then((module) => module.default);
  const library = await mermaid;
  await document.fonts.load("14px 'Inter Variable'");
  library.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    htmlLabels: false,
    suppressErrorRendering: true,
    maxTextSize: 10_000,
    maxEdges: 200,
    ...diagramTheme(),
  });
  drawn += 1;
  const { svg } = await library.render(`diagram-${drawn}`, source);
  return harmlessSvg(svg);
}
