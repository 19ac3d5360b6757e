import type { Locale } from '../format/locale.ts';
import { projectTexts } from './project-texts.ts';

export interface ReadmeContent {
  readonly id: string;
  readonly title: string;
  readonly entry: string;
  readonly scripts: readonly string[];
  readonly hasEnv: boolean;
  readonly sections: readonly string[];
  readonly locale: Locale;
}

/** README.md: what the project is, how it starts, what is in it, and what its kind has to say. */
export function readme(content: ReadmeContent): string {
  const { id, title, entry, scripts, hasEnv, sections, locale } = content;
  const texts = projectTexts[locale];
  const start = scripts.includes('start')
    ? `\`\`\`\nnpm install\nnpm start\n\`\`\`\n\n${texts.needsNode}`
    : texts.nothingToStart;
  const rows = [
    `- \`src/\`: ${texts.sourceFiles(entry)}`,
    `- \`package.json\`: ${texts.packageFile}`,
    ...(hasEnv ? [`- \`.env\`: ${texts.envFile}`] : []),
  ];
  return [
    `# ${title}`,
    texts.intro(id),
    `## ${texts.startHeading}`,
    start,
    `## ${texts.filesHeading}`,
    rows.join('\n'),
    ...sections,
  ]
    .join('\n\n')
    .concat('\n');
}
