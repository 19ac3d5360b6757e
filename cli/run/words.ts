import type { Locale } from '../../lessons/format/locale.ts';
import type { ProjectProblem } from './project.ts';

/** What `backline run` says, in one language. */
export interface RunWords {
  serving(entry: string, url: string): string;
  readonly realTime: string;
  readonly virtualTime: string;
  databases(names: readonly string[]): string;
  readonly howToEnd: string;
  portTaken(port: number): string;
  otherPort(asked: number, url: string): string;
  leftOut(path: string, why: 'large' | 'not-text'): string;
  linesLeftOut(lines: number): string;
  stillLoading(entry: string): string;
  readonly loadedAgain: string;
  readonly startedAgain: string;
  readonly notLoaded: string;
  readonly kept: string;
  readonly stopped: string;
  readonly comesBack: string;
  readonly comesBackOnChange: string;
  exited(code: string): string;
  noFile(name: string): string;
  /** `place` is a file and a line. */
  noImport(name: string, place: string): string;
  readonly crashed: string;
  /** Outcomes of requests. */
  readonly left: string;
  readonly cut: string;
  readonly streamOpened: string;
  readonly silent: string;
  badHeaders(message: string): string;
  readonly notListening: string;
  problem(problem: ProjectProblem): string;
}

const english: RunWords = {
  serving: (entry, url) => `${entry} is served at ${url}`,
  realTime: 'Time is real.',
  virtualTime:
    'Time is virtual: it starts at 2026-01-01 00:00 UTC and jumps to the next timer when a request waits.',
  databases: (names) =>
    `Databases: ${names.join(', ')}. They are in memory and start anew each time the program is loaded.`,
  howToEnd: 'Saved changes are loaded by themselves. Press Ctrl+C to end it.',
  portTaken: (port) =>
    `port ${port} is taken or may not be used; choose another with --port, or 0 for any free one.`,
  otherPort: (asked, url) =>
    `Your program asks for port ${asked}; here it answers at ${url}. process.env.PORT holds that port.`,
  leftOut: (path, why) =>
    why === 'large'
      ? `${path} is left out: it is larger than 1 MiB.`
      : `${path} is left out: it is not UTF-8 text.`,
  linesLeftOut: (lines) => `… and ${lines} lines more, too many to show`,
  stillLoading: (entry) => `${entry} is still loading, and does not listen yet. Requests wait for it.`,
  loadedAgain: 'Changed, and loaded again.',
  startedAgain: 'Started again.',
  notLoaded: 'The program could not be loaded.',
  kept: 'The version before it goes on answering. Save a change to try again.',
  stopped: 'The program stopped.',
  comesBack: 'It is started again at the next request, or when you save a change.',
  comesBackOnChange: 'Save a change to try again.',
  exited: (code) => `The program ended itself with process.exit(${code}).`,
  noFile: (name) => `There is no file ${name} in the folder.`,
  noImport: (name, place) => `"${name}" could not be imported (${place}): there is no such file.`,
  crashed: 'The sandbox itself stopped. Your files are as they were.',
  left: 'the client left first',
  cut: 'the connection was cut',
  streamOpened: 'stream opened',
  silent:
    'still waits, and nothing is left in your program that could answer. Is a response sent on every path?',
  badHeaders: (message) => `the response has a header that may not be sent: ${message}`,
  notListening: 'The program runs, but it listens no more.',
  problem(problem) {
    switch (problem.kind) {
      case 'missing':
        return `there is no file or folder ${problem.path}.`;
      case 'no-entry':
        return `${problem.folder} has no file to start with. Looked for: ${problem.lookedFor.join(', ')} (.js and .mjs too). Name the file instead.`;
      case 'too-many-files':
        return `${problem.folder} has more than ${problem.most} files. Name a smaller folder, or give the program a folder of its own.`;
      case 'too-large':
        return `the files in ${problem.folder} are larger than ${problem.mostMiB} MiB together. Name a smaller folder, or give the program a folder of its own.`;
      case 'not-text':
        return `${problem.path} cannot be read as text, or is too large.`;
      case 'unreadable':
        return `${problem.path} cannot be read (${problem.code}).`;
    }
  },
};

const portuguese: RunWords = {
  serving: (entry, url) => `${entry} está no ar em ${url}`,
  realTime: 'O tempo é real.',
  virtualTime:
    'O tempo é virtual: começa em 2026-01-01 00:00 UTC e salta para o próximo timer quando uma requisição espera.',
  databases: (names) =>
    `Bancos de dados: ${names.join(', ')}. Ficam na memória e recomeçam do zero cada vez que o programa é carregado.`,
  howToEnd: 'Mudanças salvas são carregadas sozinhas. Pressione Ctrl+C para encerrar.',
  portTaken: (port) =>
    `a porta ${port} está ocupada ou não pode ser usada; escolha outra com --port, ou 0 para qualquer porta livre.`,
  otherPort: (asked, url) =>
    `Seu programa pede a porta ${asked}; aqui ele responde em ${url}. process.env.PORT contém essa porta.`,
  leftOut: (path, why) =>
    why === 'large'
      ? `${path} fica de fora: tem mais de 1 MiB.`
      : `${path} fica de fora: não é texto em UTF-8.`,
  linesLeftOut: (lines) => `… e mais ${lines} linhas, demais para mostrar`,
  stillLoading: (entry) =>
    `${entry} ainda está carregando e não atende por enquanto. As requisições esperam por ele.`,
  loadedAgain: 'Mudou, e foi carregado de novo.',
  startedAgain: 'Iniciado de novo.',
  notLoaded: 'Não foi possível carregar o programa.',
  kept: 'A versão anterior continua respondendo. Salve uma mudança para tentar de novo.',
  stopped: 'O programa parou.',
  comesBack: 'Ele é iniciado de novo na próxima requisição, ou quando você salvar uma mudança.',
  comesBackOnChange: 'Salve uma mudança para tentar de novo.',
  exited: (code) => `O programa encerrou a si mesmo com process.exit(${code}).`,
  noFile: (name) => `Não há um arquivo ${name} na pasta.`,
  noImport: (name, place) => `Não foi possível importar "${name}" (${place}): não há esse arquivo.`,
  crashed: 'O próprio ambiente isolado parou. Seus arquivos estão como estavam.',
  left: 'o cliente saiu antes',
  cut: 'a conexão foi cortada',
  streamOpened: 'stream aberto',
  silent:
    'ainda espera, e não resta nada no seu programa que possa responder. Todo caminho envia uma resposta?',
  badHeaders: (message) => `a resposta tem um cabeçalho que não pode ser enviado: ${message}`,
  notListening: 'O programa está em execução, mas não atende mais.',
  problem(problem) {
    switch (problem.kind) {
      case 'missing':
        return `não existe o arquivo ou a pasta ${problem.path}.`;
      case 'no-entry':
        return `${problem.folder} não tem um arquivo por onde começar. Procurados: ${problem.lookedFor.join(', ')} (também .js e .mjs). Indique o arquivo.`;
      case 'too-many-files':
        return `${problem.folder} tem mais de ${problem.most} arquivos. Indique uma pasta menor ou dê ao programa uma pasta só dele.`;
      case 'too-large':
        return `os arquivos de ${problem.folder} somam mais de ${problem.mostMiB} MiB. Indique uma pasta menor ou dê ao programa uma pasta só dele.`;
      case 'not-text':
        return `${problem.path} não pode ser lido como texto, ou é grande demais.`;
      case 'unreadable':
        return `${problem.path} não pode ser lido (${problem.code}).`;
    }
  },
};

export const runWords: Readonly<Record<Locale, RunWords>> = { en: english, 'pt-BR': portuguese };
