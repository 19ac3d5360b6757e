import type { Locale } from '../../../lessons/format/locale.ts';
import { formatProblem, type Problem } from '../../../lessons/format/problem.ts';

export interface NewWords {
  readonly badId: (name: string) => string;
  readonly exists: (path: string) => string;
  readonly noParent: (folder: string) => string;
  readonly noPack: (folder: string) => string;
  readonly noLesson: (folder: string) => string;
  readonly broken: (file: string, problems: readonly Problem[]) => string;
  readonly noTrack: (track: string, known: string) => string;
  readonly badLanguages: (given: string) => string;
  readonly unwritten: (path: string, why: string) => string;
  readonly made: (path: string) => string;
  readonly named: (file: string) => string;
  readonly next: string;
  readonly change: (file: string) => string;
  readonly check: (command: string) => string;
  readonly look: (command: string) => string;
}

export const newWords: Readonly<Record<Locale, NewWords>> = {
  en: {
    badId: (name) =>
      `"${name}" cannot be the name of a folder in a pack: take lower-case letters, digits and single hyphens, at most 64 characters.`,
    exists: (path) => `${path} is there already, and nothing has changed. Choose another name.`,
    noParent: (folder) => `there is no folder ${folder} to put it in.`,
    noPack: (folder) =>
      `${folder} has no pack.yaml, so it is no pack. Make one first: backline pack new ${folder}`,
    noLesson: (folder) =>
      `${folder} has no lesson.md, so it is no lesson. Make one first: backline pack new lesson ${folder}`,
    broken: (file, problems) =>
      `${file} must be mended first, and nothing has changed:\n${listed(problems, 'en')}`,
    noTrack: (track, known) => `the pack has no track "${track}"; it has ${known}.`,
    badLanguages: (given) =>
      `--languages ${given}: name en, and pt-BR beside it if the pack has both: --languages en,pt-BR`,
    unwritten: (path, why) => `${path} cannot be written, and nothing has changed: ${why}`,
    made: (path) => `Made ${path}`,
    named: (file) => `Named in ${file}`,
    next: 'Next:',
    change: (file) => `  change ${file} and what is beside it; comments say what each part is for`,
    check: (command) => `  ${command}    whether it is certified`,
    look: (command) => `  ${command}    how a learner sees it, as you save`,
  },
  'pt-BR': {
    badId: (name) =>
      `"${name}" não serve de nome de pasta em um pacote: use letras minúsculas, dígitos e hifens simples, no máximo 64 caracteres.`,
    exists: (path) => `${path} já existe, e nada mudou. Escolha outro nome.`,
    noParent: (folder) => `não existe a pasta ${folder} onde colocá-lo.`,
    noPack: (folder) =>
      `${folder} não tem pack.yaml, então não é um pacote. Crie um antes: backline pack new ${folder}`,
    noLesson: (folder) =>
      `${folder} não tem lesson.md, então não é uma lição. Crie uma antes: backline pack new lesson ${folder}`,
    broken: (file, problems) =>
      `${file} precisa ser corrigido antes, e nada mudou:\n${listed(problems, 'pt-BR')}`,
    noTrack: (track, known) => `o pacote não tem a trilha "${track}"; ele tem ${known}.`,
    badLanguages: (given) =>
      `--languages ${given}: indique en e, se o pacote tem os dois idiomas, pt-BR também: --languages en,pt-BR`,
    unwritten: (path, why) => `${path} não pôde ser gravado, e nada mudou: ${why}`,
    made: (path) => `Criado: ${path}`,
    named: (file) => `Incluído em ${file}`,
    next: 'A seguir:',
    change: (file) => `  altere ${file} e o que está ao lado; os comentários dizem para que serve cada parte`,
    check: (command) => `  ${command}    se está certificado`,
    look: (command) => `  ${command}    como o aluno vê, a cada vez que você salva`,
  },
};

function listed(problems: readonly Problem[], locale: Locale): string {
  return problems.map((problem) => formatProblem(problem, locale)).join('\n');
}
