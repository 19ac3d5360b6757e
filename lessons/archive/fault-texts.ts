import type { Locale } from '../format/locale.ts';
import type { ArchiveFault, ArchiveFaultCode } from './archive-fault.ts';
import { archiveLimits } from './limits.ts';

type Sentence = (path: string) => string;

const mebibytes = (bytes: number): string => `${bytes / 1024 / 1024} MiB`;
const { archiveBytes, files, fileBytes, totalBytes } = archiveLimits;

const en: Record<ArchiveFaultCode, Sentence> = {
  'archive-too-large': () => `The archive is larger than ${mebibytes(archiveBytes)}, the most that is read.`,
  'not-an-archive': () => 'This is not a whole .backline archive: it is cut off, or another kind of file.',
  'foreign-bytes': (path) => `The archive has bytes that belong to no file of it${at(path)}.`,
  contradiction: (path) => `The archive says two different things about ${path}.`,
  unsupported: (path) => `The archive uses a part of the zip format that packs do not use${at(path)}.`,
  'too-many-files': () => `The archive has more than ${files} files.`,
  'file-too-large': (path) => `${path} is larger than ${mebibytes(fileBytes)}.`,
  'pack-too-large': () => `Unpacked, the archive would be larger than ${mebibytes(totalBytes)}.`,
  'grows-too-much': (path) => `${path} would grow out of all proportion when it is unpacked.`,
  'bad-name': (path) => `The archive has a file with a name that is not safe on every system: ${path}.`,
  'same-name': (path) => `Two files of the archive have names that are one name on some systems: ${path}.`,
  'not-a-file': (path) => `${path} is a link or a device, and a pack has files only.`,
  'damaged-file': (path) => `${path} is damaged: it does not unpack to what the archive says.`,
  'no-manifest': () => 'The archive has no list of its files, so nobody can tell whether it is whole.',
  'bad-manifest': () => 'The list of files in the archive cannot be read.',
  'missing-file': (path) => `${path} is on the list of files and not in the archive.`,
  'unlisted-file': (path) => `${path} is in the archive and not on its list of files.`,
  'changed-file': (path) => `${path} is not the file that was packed: it was changed afterwards.`,
  'bad-pack-file': (path) => `${path} cannot be used.`,
  'other-pack': () => 'The list of files names another pack or version than pack.yaml does.',
  'bad-signature': () =>
    'The signature does not belong to this pack: the pack was changed after it was signed, or never signed by that key.',
};

const ptBR: Record<ArchiveFaultCode, Sentence> = {
  'archive-too-large': () => `O arquivo passa de ${mebibytes(archiveBytes)}, o máximo que é lido.`,
  'not-an-archive': () => 'Isto não é um arquivo .backline inteiro: foi cortado ou é de outro tipo.',
  'foreign-bytes': (path) => `O pacote tem bytes que não pertencem a nenhum de seus arquivos${em(path)}.`,
  contradiction: (path) => `O pacote diz duas coisas diferentes sobre ${path}.`,
  unsupported: (path) => `O pacote usa uma parte do formato zip que pacotes não usam${em(path)}.`,
  'too-many-files': () => `O pacote tem mais de ${files} arquivos.`,
  'file-too-large': (path) => `${path} passa de ${mebibytes(fileBytes)}.`,
  'pack-too-large': () => `Descompactado, o pacote passaria de ${mebibytes(totalBytes)}.`,
  'grows-too-much': (path) => `${path} cresceria de forma desproporcional ao ser descompactado.`,
  'bad-name': (path) => `O pacote tem um arquivo cujo nome não é seguro em todos os sistemas: ${path}.`,
  'same-name': (path) => `Dois arquivos do pacote têm nomes que são um só nome em alguns sistemas: ${path}.`,
  'not-a-file': (path) => `${path} é um link ou um dispositivo, e um pacote só tem arquivos.`,
  'damaged-file': (path) => `${path} está danificado: ao descompactar, não é o que o pacote diz.`,
  'no-manifest': () => 'O pacote não traz a lista de seus arquivos, então não há como saber se está inteiro.',
  'bad-manifest': () => 'A lista de arquivos do pacote não pode ser lida.',
  'missing-file': (path) => `${path} está na lista de arquivos, mas não no pacote.`,
  'unlisted-file': (path) => `${path} está no pacote, mas não na lista de arquivos.`,
  'changed-file': (path) => `${path} não é o arquivo que foi empacotado: foi alterado depois.`,
  'bad-pack-file': (path) => `${path} não pode ser usado.`,
  'other-pack': () => 'A lista de arquivos diz outro pacote ou outra versão que pack.yaml.',
  'bad-signature': () =>
    'A assinatura não pertence a este pacote: ele foi alterado depois de assinado, ou nunca foi assinado por essa chave.',
};

const sentences = { en, 'pt-BR': ptBR } satisfies Record<Locale, Record<ArchiveFaultCode, Sentence>>;

/** Why an archive is refused, in a sentence for a person. Names of files cannot disturb a terminal. */
export function describeArchiveFault({ code, path, detail }: ArchiveFault, locale: Locale): string {
  const sentence = sentences[locale][code](path === null ? '' : printable(path));
  if (detail === null) return sentence;
  return `${sentence} (${printable(typeof detail === 'string' ? detail : detail[locale])})`;
}

function at(path: string): string {
  return path === '' ? '' : `, at ${path}`;
}

function em(path: string): string {
  return path === '' ? '' : `, em ${path}`;
}

/** A stranger's name may hold control characters that move a terminal's cursor, or thousands of letters. */
function printable(text: string): string {
  const escaped = text.replace(
    /[^\p{L}\p{N}\p{P}\p{S} ]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
  return escaped.length > 200 ? `${escaped.slice(0, 200)}…` : escaped;
}
