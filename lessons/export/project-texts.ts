import type { Locale } from '../format/locale.ts';

/** What every exported project says, whatever its kind. */
export const projectTexts = {
  en: {
    intro: (id: string) =>
      `Your answer to the exercise \`${id}\` of Backline, as a project that needs nothing of Backline's. [TASK.md](TASK.md) is the task.`,
    startHeading: 'Start it',
    needsNode: 'This needs Node 26 or newer (`node --version` tells what you have).',
    nothingToStart: 'There is nothing to start: open the files in an editor.',
    filesHeading: 'What is here',
    sourceFiles: (entry: string) => `your files, unchanged; the program begins in \`src/${entry}\``,
    envFile: 'the settings that the exercise gives the program; your own environment goes before them',
    packageFile: 'the packages that your files import, in the versions of Backline, and the commands',
    unknownPackage: (name: string) =>
      `Your files import "${name}", which Backline does not have: its version is not known, and "npm install ${name}" adds it.`,
    envLeft: (name: string) =>
      `The setting ${name} has every kind of quote in it and could not be written to .env: set it yourself.`,
  },
  'pt-BR': {
    intro: (id: string) =>
      `Sua resposta ao exercício \`${id}\` do Backline, como um projeto que não precisa de nada do Backline. A tarefa está em [TASK.md](TASK.md).`,
    startHeading: 'Como iniciar',
    needsNode: 'É preciso ter o Node 26 ou mais novo (`node --version` diz qual você tem).',
    nothingToStart: 'Não há o que iniciar: abra os arquivos em um editor.',
    filesHeading: 'O que há aqui',
    sourceFiles: (entry: string) => `seus arquivos, sem mudanças; o programa começa em \`src/${entry}\``,
    envFile: 'as configurações que o exercício dá ao programa; as do seu ambiente valem antes delas',
    packageFile: 'os pacotes que seus arquivos importam, nas versões do Backline, e os comandos',
    unknownPackage: (name: string) =>
      `Seus arquivos importam "${name}", que o Backline não tem: a versão não é conhecida, e "npm install ${name}" o adiciona.`,
    envLeft: (name: string) =>
      `A configuração ${name} contém todos os tipos de aspas e não pôde ser escrita em .env: defina-a você.`,
  },
} as const satisfies Record<Locale, object>;
