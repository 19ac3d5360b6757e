import type { Locale } from '../../format/locale.ts';

interface At {
  readonly file: string;
  readonly line: number;
}

const english = {
  noMarks: 'Nothing is marked yet.',
  noMarksNext: 'Read the change from top to bottom, and mark each line that you would not let through.',
  found: (found: number, asked: number) => {
    if (found > 0) return `${found} of ${asked} found.`;
    return asked === 1
      ? 'The one defect here is not found yet.'
      : `None of the ${asked} defects here is found yet.`;
  },
  foundNext:
    'Read each changed line once more and ask: what if this value is empty, wrong, or sent by someone hostile?',
  miscalled: (count: number) =>
    `${count === 1 ? 'One mark is' : `${count} marks are`} on the right place and ${count === 1 ? 'names' : 'name'} another sort of defect.`,
  miscalledNext: 'Ask what the line leads to, and choose the sort that fits that.',
  flood: (count: number) => `With ${count} lines marked, nothing is explained: that would answer for you.`,
  floodNext: 'Keep the lines of which you can say what goes wrong there, and take the other marks away.',
  noneFits: (count: number) => `${count === 1 ? 'The line marked has' : 'The lines marked have'} no defect.`,
  noneFitsNext: 'Say aloud what each changed line does, and stop where you cannot say why it is safe.',
  alarms: (count: number, allowed: number) =>
    `${count} ${count === 1 ? 'mark is' : 'marks are'} on a line without a defect; at most ${allowed} may be.`,
  alarmsNext:
    'For each of these lines try to name an input that makes it go wrong. Where you find none, take the mark away.',
  nothingHere: 'Nothing is wrong on this line.',
  asItWas: (file: string) => `${file} (as it was)`,
  noFile: (file: string) => `There is no file "${file}" in this review.`,
  filesAre: (files: string) => `The files are: ${files}.`,
  noLine: ({ file, line }: At) => `${file} has no line ${line}.`,
  noRemovedLine: ({ file, line }: At) => `Line ${line} of ${file} as it was has not been taken away.`,
  noLineNext: 'Count as the change is shown. A line that stays is marked by its new number.',
  twice: ({ file, line }: At) => `Line ${line} of ${file} is marked twice.`,
  twiceNext: 'Keep the mark that says it best.',
  noCategory: (category: string) => `There is no sort of defect called "${category}".`,
  categoriesAre: (categories: string) =>
    categories === '' ? 'This review asks for none.' : `The sorts are: ${categories}.`,
  notYaml: (file: string, line: number) =>
    `${file} could not be read as YAML; the trouble is near line ${line}.`,
  notYamlNext: 'Look for a quote that is not closed, a tab, or a word that is there twice in one mark.',
  fileTooLong: (file: string) => `${file} is longer than 65,536 characters, so it was not read.`,
  fileTooLongNext: 'Keep one mark for each line that you would not let through.',
  notMarks: (file: string, line: number) => `${file}, line ${line}, is not a mark.`,
  notMarksNext: 'Write each mark as: - { file: app.ts, line: 12 }',
};

const portuguese: typeof english = {
  noMarks: 'Nada está marcado ainda.',
  noMarksNext: 'Leia a mudança de cima a baixo e marque cada linha que você não deixaria passar.',
  found: (found, asked) => {
    if (found > 0) return `${found} de ${asked} ${found === 1 ? 'encontrado' : 'encontrados'}.`;
    return asked === 1
      ? 'O único defeito daqui ainda não foi encontrado.'
      : `Nenhum dos ${asked} defeitos daqui foi encontrado ainda.`;
  },
  foundNext:
    'Releia cada linha alterada e pergunte: e se este valor vier vazio, errado ou de alguém mal-intencionado?',
  miscalled: (count) =>
    count === 1
      ? 'Uma marca está no lugar certo, mas indica outro tipo de defeito.'
      : `${count} marcas estão no lugar certo, mas indicam outro tipo de defeito.`,
  miscalledNext: 'Pergunte a que a linha leva e escolha o tipo que corresponde a isso.',
  flood: (count) => `Com ${count} linhas marcadas, nada é explicado: seria responder por você.`,
  floodNext: 'Fique com as linhas em que você sabe dizer o que dá errado e tire as outras marcas.',
  noneFits: (count) =>
    count === 1 ? 'A linha marcada não tem defeito.' : 'As linhas marcadas não têm defeito.',
  noneFitsNext:
    'Diga em voz alta o que cada linha alterada faz e pare onde não souber dizer por que é segura.',
  alarms: (count, allowed) =>
    `${count} ${count === 1 ? 'marca está em uma linha' : 'marcas estão em linhas'} sem defeito; o máximo é ${allowed}.`,
  alarmsNext:
    'Para cada uma dessas linhas, tente citar uma entrada que a faça dar errado. Onde não achar nenhuma, tire a marca.',
  nothingHere: 'Não há nada de errado nesta linha.',
  asItWas: (file) => `${file} (como era)`,
  noFile: (file) => `Não existe o arquivo "${file}" nesta revisão.`,
  filesAre: (files) => `Os arquivos são: ${files}.`,
  noLine: ({ file, line }) => `${file} não tem a linha ${line}.`,
  noRemovedLine: ({ file, line }) => `A linha ${line} de ${file}, como era, não foi retirada.`,
  noLineNext: 'Conte como a mudança é mostrada. Uma linha que permanece é marcada pelo número novo.',
  twice: ({ file, line }) => `A linha ${line} de ${file} está marcada duas vezes.`,
  twiceNext: 'Fique com a marca que diz melhor.',
  noCategory: (category) => `Não existe um tipo de defeito chamado "${category}".`,
  categoriesAre: (categories) =>
    categories === '' ? 'Esta revisão não pede nenhum.' : `Os tipos são: ${categories}.`,
  notYaml: (file, line) => `Não foi possível ler ${file} como YAML; o problema está perto da linha ${line}.`,
  notYamlNext: 'Procure uma aspa que não foi fechada, uma tabulação ou uma palavra repetida na mesma marca.',
  fileTooLong: (file) => `${file} tem mais de 65.536 caracteres e por isso não foi lido.`,
  fileTooLongNext: 'Deixe uma marca para cada linha que você não deixaria passar.',
  notMarks: (file, line) => `${file}, linha ${line}, não é uma marca.`,
  notMarksNext: 'Escreva cada marca assim: - { file: app.ts, line: 12 }',
};

export const reviewTexts: Readonly<Record<Locale, typeof english>> = { en: english, 'pt-BR': portuguese };
