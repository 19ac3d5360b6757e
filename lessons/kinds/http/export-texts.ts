import type { Locale } from '../../format/locale.ts';

/** What an exported http project says in its README, and while it is made. */
export const exportTexts = {
  en: {
    startHeading: 'How it runs',
    start:
      '`npm start` runs `start.mjs`, which imports your program. An app that it exports is put on http://localhost:3000, or on the port that `PORT` in `.env` names; a program that calls `listen()` by itself keeps its own port.',
    dataHeading: 'The data',
    made: (files: string) =>
      `The first start makes ${files} from the scripts in \`data/\`, as Backline does before each check.`,
    makes: (files: string) =>
      `The first start makes ${files}, empty: the exercise has no data that it shows.`,
    reset:
      'What your program writes stays there. `npm run reset` makes everything anew; stop the program first.',
    differencesHeading: 'What is different here',
    differences: [
      'The time is the real one. In Backline the clock of the exercise began at a fixed moment and waited for nothing.',
      'Random numbers, keys and ids differ at each start. In Backline the same seed gives the same ones.',
      'Requests that your program makes go to the real network. In Backline there is none.',
    ],
    shared: (names: string) =>
      `In Backline ${names} are one database. Here each is a file of its own, and a row in one is not in the other.`,
    outside: (name: string) =>
      `The program opens the database "${name}", which is outside the project. Nothing is made there: give it a name such as "main.db" instead.`,
    problem: (message: string) =>
      `The program does not start in Backline either, and is exported as it is. ${message}`,
    and: 'and',
  },
  'pt-BR': {
    startHeading: 'Como funciona',
    start:
      '`npm start` executa `start.mjs`, que importa o seu programa. O app que ele exporta fica em http://localhost:3000, ou na porta que `PORT` em `.env` indicar; um programa que chama `listen()` por conta própria mantém a porta dele.',
    dataHeading: 'Os dados',
    made: (files: string) =>
      `O primeiro início cria ${files} com os scripts de \`data/\`, como o Backline faz antes de cada verificação.`,
    makes: (files: string) =>
      `O primeiro início cria ${files} sem nada dentro: o exercício não tem dados que mostre.`,
    reset: 'O que o seu programa grava continua lá. `npm run reset` recria tudo; encerre o programa antes.',
    differencesHeading: 'O que é diferente aqui',
    differences: [
      'A hora é a de verdade. No Backline o relógio do exercício começava em um momento fixo e não esperava por nada.',
      'Números aleatórios, chaves e ids mudam a cada início. No Backline a mesma semente dá os mesmos.',
      'As requisições que o seu programa faz vão para a rede de verdade. No Backline não há rede.',
    ],
    shared: (names: string) =>
      `No Backline, ${names} são um só banco de dados. Aqui cada um é um arquivo, e uma linha de um não está no outro.`,
    outside: (name: string) =>
      `O programa abre o banco de dados "${name}", que fica fora do projeto. Nada é criado lá: dê a ele um nome como "main.db".`,
    problem: (message: string) =>
      `O programa também não inicia no Backline, e é exportado como está. ${message}`,
    and: 'e',
  },
} as const satisfies Record<Locale, object>;
