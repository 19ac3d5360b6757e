import type { Locale } from '../../format/locale.ts';

const english = {
  why: 'Why',
  yourAnswer: 'Your answer',
  rightAnswer: 'The right answer',
  unanswered: 'This question has no answer yet.',
  unansweredNext: 'Read the question and answer it; a wrong answer costs nothing here.',
  rightOption: (text: string) => `✓ ${text} (right)`,
  wrongOption: (text: string) => `✕ ${text} (wrong)`,
  wrongChoice: 'This option is not the right one.',
  someChosen: (right: number, wrong: number) =>
    wrong === 0
      ? `What you chose is right (${right}), and something is still missing.`
      : `Of what you chose, ${right} ${right === 1 ? 'is' : 'are'} right and ${wrong} ${wrong === 1 ? 'is' : 'are'} wrong.`,
  choiceNext: 'Read why it is wrong, then choose again.',
  moreNext: 'Look at each option you left out, and ask what would make it right.',
  noOption: (id: string) => `There is no option "${id}".`,
  optionsAre: (ids: string) => `The options are: ${ids}.`,
  onlyOne: 'Only one option may be chosen here.',
  onlyOneNext: 'Keep the one that fits best.',
  outOfPlace: (at: number) =>
    at === 0
      ? 'The first item is not the right one.'
      : `The order is right up to item ${at}, and then it is not.`,
  orderNext: 'For each two neighbours ask which of them needs the other to have happened.',
  rightOrder: 'The right order',
  noItem: (id: string) => `There is no item "${id}".`,
  itemTwice: (id: string) => `The item "${id}" is there twice.`,
  itemsLeft: (count: number) => `${count} ${count === 1 ? 'item has' : 'items have'} no place yet.`,
  itemsAre: (ids: string) => `Each of these has one place: ${ids}.`,
  notText: 'This question is answered with a text, and the answer is a list.',
  notTextNext: 'Write the text behind the colon. A text of several lines begins with a bar: |',
  tooLong: (most: number) => `The answer is longer than ${most} characters.`,
  tooLongNext: 'The right answer is short.',
  otherText: 'This is not the answer.',
  otherTextNext: 'Read the question once more, and check the spelling.',
  noNumber: (text: string) => `"${text}" cannot be read as one number.`,
  noNumberNext: 'Write only the number, such as 1500 or 0.5: no unit and nothing between thousands.',
  otherNumber: 'This is not the number.',
  otherNumberNext: 'Write down each step that leads to it, and look which one you passed over.',
  prints: 'What it prints',
  shouldPrint: 'What it should print',
  printsWithYours: 'What it prints with your answer',
  nothing: '(nothing)',
  printsMore: 'What you wrote is right as far as it goes, and it prints more.',
  printsLess: 'It prints less than you wrote.',
  printsOther: (line: number) => `Line ${line} is not what it prints.`,
  printsNext: 'Go through it step by step and write down what each name holds at that moment.',
  printsOtherThanAsked: 'With your answer it runs, and prints something else.',
  printsOtherThanAskedNext: 'Compare the two, and look what in the blank makes the difference.',
  endless: 'With your answer the program does not stop printing.',
  endlessNext: 'Look for what should end it.',
  notYaml: (file: string, line: number) =>
    `${file} could not be read as YAML; the trouble is near line ${line}.`,
  notYamlNext: 'Look for a quote or a bracket that is not closed, a tab, or a question that is there twice.',
  notAnswers: (file: string, line: number) =>
    `${file}, line ${line}: an answer is a text, or a list such as [first, second].`,
  notAnswersNext: 'Write one line for each question: its name, a colon, and the answer.',
  noQuestion: (id: string) => `No question is called "${id}".`,
  questionsAre: (ids: string) => `The questions are: ${ids}.`,
};

const portuguese: typeof english = {
  why: 'Por quê',
  yourAnswer: 'Sua resposta',
  rightAnswer: 'A resposta certa',
  unanswered: 'Esta pergunta ainda não tem resposta.',
  unansweredNext: 'Leia a pergunta e responda; aqui, errar não custa nada.',
  rightOption: (text) => `✓ ${text} (certa)`,
  wrongOption: (text) => `✕ ${text} (errada)`,
  wrongChoice: 'Esta opção não é a certa.',
  someChosen: (right, wrong) =>
    wrong === 0
      ? `O que você marcou está certo (${right}), mas ainda falta algo.`
      : `Do que você marcou, ${right} ${right === 1 ? 'está certa' : 'estão certas'} e ${wrong} ${wrong === 1 ? 'está errada' : 'estão erradas'}.`,
  choiceNext: 'Leia por que está errada e escolha de novo.',
  moreNext: 'Olhe cada opção que você deixou de fora e pergunte o que a tornaria certa.',
  noOption: (id) => `Não existe a opção "${id}".`,
  optionsAre: (ids) => `As opções são: ${ids}.`,
  onlyOne: 'Aqui só se pode escolher uma opção.',
  onlyOneNext: 'Fique com a que melhor se encaixa.',
  outOfPlace: (at) =>
    at === 0
      ? 'O primeiro item não é o certo.'
      : `A ordem está certa até o item ${at}, e a partir dali deixa de estar.`,
  orderNext: 'Para cada dois vizinhos, pergunte qual deles precisa que o outro já tenha acontecido.',
  rightOrder: 'A ordem certa',
  noItem: (id) => `Não existe o item "${id}".`,
  itemTwice: (id) => `O item "${id}" aparece duas vezes.`,
  itemsLeft: (count) => `${count} ${count === 1 ? 'item ainda está' : 'itens ainda estão'} sem lugar.`,
  itemsAre: (ids) => `Cada um destes tem um lugar: ${ids}.`,
  notText: 'Esta pergunta se responde com um texto, e a resposta é uma lista.',
  notTextNext: 'Escreva o texto depois dos dois-pontos. Um texto de várias linhas começa com uma barra: |',
  tooLong: (most) => `A resposta tem mais de ${most} caracteres.`,
  tooLongNext: 'A resposta certa é curta.',
  otherText: 'A resposta não é esta.',
  otherTextNext: 'Leia a pergunta mais uma vez e confira a grafia.',
  noNumber: (text) => `Não dá para ler "${text}" como um número.`,
  noNumberNext: 'Escreva só o número, como 1500 ou 0,5: sem unidade e sem separador de milhares.',
  otherNumber: 'O número não é este.',
  otherNumberNext: 'Anote cada passo que leva até ele e veja qual ficou para trás.',
  prints: 'O que ele imprime',
  shouldPrint: 'O que deveria imprimir',
  printsWithYours: 'O que imprime com a sua resposta',
  nothing: '(nada)',
  printsMore: 'O que você escreveu está certo até onde vai, mas ele imprime mais.',
  printsLess: 'Ele imprime menos do que você escreveu.',
  printsOther: (line) => `A linha ${line} não é o que ele imprime.`,
  printsNext: 'Percorra-o passo a passo e anote o que cada nome guarda naquele momento.',
  printsOtherThanAsked: 'Com a sua resposta ele é executado, mas imprime outra coisa.',
  printsOtherThanAskedNext: 'Compare os dois e veja o que, na lacuna, faz a diferença.',
  endless: 'Com a sua resposta o programa não para de imprimir.',
  endlessNext: 'Procure o que deveria encerrá-lo.',
  notYaml: (file, line) => `Não foi possível ler ${file} como YAML; o problema está perto da linha ${line}.`,
  notYamlNext: 'Procure uma aspa ou um colchete que não foi fechado, uma tabulação ou uma pergunta repetida.',
  notAnswers: (file, line) =>
    `${file}, linha ${line}: uma resposta é um texto ou uma lista como [primeiro, segundo].`,
  notAnswersNext: 'Escreva uma linha para cada pergunta: o nome dela, dois-pontos e a resposta.',
  noQuestion: (id) => `Nenhuma pergunta se chama "${id}".`,
  questionsAre: (ids) => `As perguntas são: ${ids}.`,
};

export const quizTexts: Readonly<Record<Locale, typeof english>> = { en: english, 'pt-BR': portuguese };
