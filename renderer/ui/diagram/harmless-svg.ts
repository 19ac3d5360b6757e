/** The elements that a drawing needs; whatever else a library puts in, or a pack through it, is taken out. */
const elements = new Set(
  (
    'svg g defs style title desc marker path rect circle ellipse line polyline polygon text tspan ' +
    'clipPath linearGradient stop filter feDropShadow symbol'
  ).split(' '),
);
/** Attributes that refer to something, which may only be a part of the drawing itself. */
const referring = /^(?:xlink:)?href$|^src$/i;
const isInside = (value: string) => value.trim().startsWith('#');
/** CSS that would load: an address that is no part of the drawing, an import, or an escape that may hide one. */
const loads = /url\(\s*['"]?(?!['"]?#)|@import|image-set|\\/i;

/** An SVG of ours to put into the page: nothing in it runs, links or loads. Throws where it is no SVG. */
export function harmlessSvg(text: string): SVGSVGElement {
  const { documentElement: root } = new DOMParser().parseFromString(text, 'image/svg+xml');
  if (!(root instanceof SVGSVGElement)) throw new Error('The drawing is no SVG.');
  for (const element of [root, ...root.querySelectorAll('*')]) {
    if (!elements.has(element.localName) || (element.localName === 'style' && loads.test(textOf(element)))) {
      element.remove();
      continue;
    }
    for (const { name, value } of [...element.attributes]) {
      const isForeign = referring.test(name) ? !isInside(value) : /^on/i.test(name) || loads.test(value);
      if (isForeign) element.removeAttribute(name);
    }
  }
  return document.importNode(root, true);
}

function textOf(element: Element): string {
  return element.textContent ?? '';
}
