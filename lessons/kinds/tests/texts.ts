import type { Locale } from '../../format/locale.ts';

const english = {
  noTests: 'No test ran.',
  noTestsNext:
    "Import test from node:test and declare at least one: test('what it shows', () => { … }). A skipped test does not count.",
  neverUsed: (module: string) => `Your tests never use ${module}.`,
  neverUsedNext: (module: string) =>
    `Import from ./${module} what the task names, call it, and check what comes back.`,
  tooFew: (passed: number, wanted: number) =>
    passed === 1
      ? `1 test passed; the task asks for ${wanted}.`
      : `${passed} tests passed; the task asks for ${wanted}.`,
  tooFewNext: 'Give each thing that the task promises a test of its own.',
  red: (test: string, why: string) => `"${test}" fails on the correct implementation: ${why}`,
  redNext:
    'The implementation is right here, so the test asks for something else than the task does. Work out by hand what should come back.',
  ended: 'the module stopped working',
  runEnded: (message: string) =>
    `The tests did not come to their end on the correct implementation. ${message}`,
  stalled: (what: string) => `They wait for ${what}, which never ends.`,
  stalledNext: 'Look for an await of something that never happens, or a promise that nobody resolves.',
  moduleEnded: (message: string) => `The module stopped working while your tests used it: ${message}`,
  moduleEndedNext: 'Look at the last call that your tests make: the task does not promise an answer for it.',
  flaky: (test: string) => `"${test}" passes or fails by chance.`,
  flakyNext:
    'With other random numbers it fails on the correct implementation. A test must use the same data each time it runs.',
  falseAlarm: (test: string, variant: string) =>
    `"${test}" fails on another correct implementation: ${variant}.`,
  falseAlarmNext:
    'The task does not promise what this test checks. Check only what every right answer must do.',
  endsOnVariant: (variant: string) =>
    `Your tests do not come to their end on another correct implementation: ${variant}.`,
  survivor: (name: string) => `A planted mistake goes unnoticed: ${name}.`,
  survivors: (count: number, total: number, name: string) =>
    `${count} of ${total} planted mistakes go unnoticed. The first: ${name}.`,
  unreached: 'No call in your tests shows a difference.',
  unreachedNext:
    'Find an input for which the changed lines below give another answer, and write a test with it.',
  unnoticed: (test: string, call: string) =>
    `"${test}" sees the difference at ${call} and does not check it.`,
  unnoticedSomewhere: 'Your tests see the difference, and none of them checks it.',
  unnoticedNext: 'Compare what comes back with what the task promises, with an assertion.',
  afterTests: 'The difference only shows after your tests have ended.',
  resultsTitle: 'Your tests on the correct implementation',
  differenceTitle: 'Where they differ',
  call: 'Call',
  onReference: 'The correct implementation',
  onVariant: 'The other correct implementation',
  onMutant: 'With the mistake',
  noAnswer: 'no answer',
  otherExports: 'another exported value',
  calledBack: (call: string) => `called back: ${call}`,
  promised: 'a promise',
  threw: (error: string) => `threw ${error}`,
  argsLeft: 'arguments afterwards',
  missing: (module: string, name: string) => `${module} does not export ${name}`,
};

export type TestsTexts = typeof english;

const portuguese: TestsTexts = {
  noTests: 'Nenhum teste rodou.',
  noTestsNext:
    "Importe test de node:test e declare pelo menos um: test('o que ele mostra', () => { … }). Um teste pulado não conta.",
  neverUsed: (module) => `Seus testes nunca usam ${module}.`,
  neverUsedNext: (module) =>
    `Importe de ./${module} o que a tarefa indica, chame e verifique o que é devolvido.`,
  tooFew: (passed, wanted) =>
    passed === 1
      ? `1 teste passou; a tarefa pede ${wanted}.`
      : `${passed} testes passaram; a tarefa pede ${wanted}.`,
  tooFewNext: 'Dê um teste próprio a cada coisa que a tarefa promete.',
  red: (test, why) => `"${test}" falha na implementação correta: ${why}`,
  redNext:
    'Aqui a implementação está certa; logo, o teste pede algo diferente da tarefa. Calcule no papel o que deveria ser devolvido.',
  ended: 'o módulo parou de funcionar',
  runEnded: (message) => `Os testes não chegaram ao fim na implementação correta. ${message}`,
  stalled: (what) => `Eles esperam por ${what}, que nunca termina.`,
  stalledNext: 'Procure um await de algo que nunca acontece ou uma promessa que ninguém resolve.',
  moduleEnded: (message) => `O módulo parou de funcionar enquanto seus testes o usavam: ${message}`,
  moduleEndedNext: 'Veja a última chamada que seus testes fazem: a tarefa não promete uma resposta para ela.',
  flaky: (test) => `"${test}" passa ou falha por acaso.`,
  flakyNext:
    'Com outros números aleatórios, ele falha na implementação correta. Um teste deve usar sempre os mesmos dados.',
  falseAlarm: (test, variant) => `"${test}" falha em outra implementação correta: ${variant}.`,
  falseAlarmNext:
    'A tarefa não promete o que esse teste verifica. Verifique só o que toda resposta certa precisa fazer.',
  endsOnVariant: (variant) => `Seus testes não chegam ao fim em outra implementação correta: ${variant}.`,
  survivor: (name) => `Um erro plantado passa despercebido: ${name}.`,
  survivors: (count, total, name) =>
    `${count} de ${total} erros plantados passam despercebidos. O primeiro: ${name}.`,
  unreached: 'Nenhuma chamada dos seus testes mostra uma diferença.',
  unreachedNext:
    'Encontre uma entrada para a qual as linhas alteradas abaixo dão outra resposta e escreva um teste com ela.',
  unnoticed: (test, call) => `"${test}" vê a diferença em ${call} e não a verifica.`,
  unnoticedSomewhere: 'Seus testes veem a diferença, e nenhum deles a verifica.',
  unnoticedNext: 'Compare o que é devolvido com o que a tarefa promete, usando uma asserção.',
  afterTests: 'A diferença só aparece depois que seus testes terminam.',
  resultsTitle: 'Seus testes na implementação correta',
  differenceTitle: 'Onde elas diferem',
  call: 'Chamada',
  onReference: 'A implementação correta',
  onVariant: 'A outra implementação correta',
  onMutant: 'Com o erro',
  noAnswer: 'nenhuma resposta',
  otherExports: 'outro valor exportado',
  calledBack: (call) => `chamou de volta: ${call}`,
  promised: 'uma promessa',
  threw: (error) => `lançou ${error}`,
  argsLeft: 'argumentos depois',
  missing: (module, name) => `${module} não exporta ${name}`,
};

export const testsTexts: Readonly<Record<Locale, TestsTexts>> = { en: english, 'pt-BR': portuguese };
