import type { MermaidConfig } from 'mermaid';

/** Our tokens as Mermaid's theme. It computes with the colours, so they are read and not referred to. */
export function diagramTheme(): Pick<MermaidConfig, 'theme' | 'themeVariables' | 'fontFamily'> {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const fontFamily = token('sans');
  const [ink, box, edge, line] = [token('ink'), token('accent-soft'), token('accent'), token('control-line')];
  return {
    theme: 'base',
    fontFamily,
    themeVariables: {
      fontFamily,
      fontSize: '14px',
      darkMode: style.colorScheme === 'dark',
      background: token('paper'),
      textColor: ink,
      titleColor: ink,
      primaryColor: box,
      primaryTextColor: ink,
      primaryBorderColor: edge,
      secondaryColor: token('sunken'),
      secondaryTextColor: ink,
      secondaryBorderColor: line,
      tertiaryColor: token('surface'),
      tertiaryTextColor: ink,
      tertiaryBorderColor: line,
      lineColor: token('ink-2'),
      nodeTextColor: ink,
      edgeLabelBackground: token('paper'),
      clusterBkg: token('sunken'),
      clusterBorder: line,
      noteBkgColor: token('warn-soft'),
      noteTextColor: ink,
      noteBorderColor: token('warn'),
      actorBkg: box,
      actorBorder: edge,
      actorTextColor: ink,
      actorLineColor: line,
      signalColor: token('ink-2'),
      signalTextColor: ink,
      labelBoxBkgColor: token('sunken'),
      labelBoxBorderColor: line,
      labelTextColor: ink,
      loopTextColor: ink,
      activationBkgColor: token('water-3'),
      activationBorderColor: edge,
      sequenceNumberColor: token('accent-ink'),
      transitionLabelColor: ink,
      stateLabelColor: ink,
      rowOdd: token('surface'),
      rowEven: token('sunken'),
      attributeBackgroundColorOdd: token('surface'),
      attributeBackgroundColorEven: token('sunken'),
      classText: ink,
    },
  };
}
