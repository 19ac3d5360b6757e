import { stripVTControlCharacters, styleText } from 'node:util';
import type { Locale } from '../../lessons/format/locale.ts';
import type { LogLine } from '../../sandbox/server-types.ts';
import { failureText } from './failure-text.ts';
import type { Exchanged } from './front.ts';
import type { News } from './generations.ts';
import type { Project } from './project.ts';
import { runWords } from './words.ts';

interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

export interface Terminal {
  /** What is served where, once it is. */
  served(project: Project, url: string, options: { readonly virtualTime: boolean }): void;
  news(news: News, url: string): void;
  exchanged(exchanged: Exchanged): void;
  warn(text: string): void;
  /** What ends because the person has ended it is no news. */
  fallSilent(): void;
}

type Style = Parameters<typeof styleText>[0];

/** Prints what happens to a served program; in colours where a person looks at it. */
export function terminal(out: Output, errors: Output, locale: Locale): Terminal {
  const words = runWords[locale];
  let silent = false;
  const printer = (output: Output): Printer => {
    const colours = output.isTTY === true && !process.env.NO_COLOR;
    const styled = (style: Style, text: string): string =>
      colours ? styleText(style, text, { validateStream: false }) : text;
    const line = (text: string): void => {
      if (!silent) output.write(`${text}\n`);
    };
    return { styled, line, clean: (text: string) => printable(text, colours) };
  };
  const normal = printer(out);
  const trouble = printer(errors);
  const failed = (heading: string, text: string, next: string): void => {
    trouble.line(trouble.styled('red', heading));
    trouble.line(indented(trouble.clean(text)));
    trouble.line(trouble.styled('dim', next));
  };

  return {
    served({ entry, databases, leftOut }, url, { virtualTime }) {
      normal.line(normal.styled('bold', words.serving(normal.clean(entry), url)));
      normal.line(virtualTime ? words.virtualTime : words.realTime);
      const names = Object.keys(databases);
      if (names.length > 0) normal.line(words.databases(names));
      for (const { path, why } of leftOut) normal.line(words.leftOut(normal.clean(path), why));
      normal.line(words.howToEnd);
    },
    news(news, url) {
      switch (news.kind) {
        case 'log':
          log(news.line, news.line.level === 'warn' || news.line.level === 'error' ? trouble : normal);
          break;
        case 'log-left-out':
          normal.line(normal.styled('dim', words.linesLeftOut(news.lines)));
          break;
        case 'loaded':
          if (news.why !== 'first')
            normal.line(
              normal.styled('green', news.why === 'changed' ? words.loadedAgain : words.startedAgain),
            );
          if (news.port !== null && url !== `http://127.0.0.1:${news.port}`)
            normal.line(words.otherPort(news.port, url));
          break;
        case 'not-loaded':
          failed(
            words.notLoaded,
            failureText(news.failure, locale),
            news.kept ? words.kept : words.comesBackOnChange,
          );
          break;
        case 'stopped':
          failed(words.stopped, failureText(news.failure, locale), words.comesBack);
          break;
        case 'still-loading':
          normal.line(words.stillLoading(normal.clean(news.project.entry)));
      }
    },
    exchanged({ method, path, outcome, ms }) {
      const request = `${method} ${normal.clean(path)}`;
      const time = normal.styled('dim', `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`);
      const status = (code: number): string =>
        normal.styled(code < 400 ? 'green' : code < 500 ? 'yellow' : 'red', String(code));
      switch (outcome.kind) {
        case 'answered':
        case 'refused':
          normal.line(`${request} ${status(outcome.status)} ${time}`);
          break;
        case 'stream-opened':
          normal.line(`${request} ${status(outcome.status)} ${words.streamOpened}`);
          break;
        case 'left':
          normal.line(
            `${request} ${outcome.status === null ? '' : `${status(outcome.status)} `}${words.left} ${time}`,
          );
          break;
        case 'cut':
          normal.line(`${request} ${normal.styled('red', words.cut)} ${time}`);
          break;
        case 'silent':
          normal.line(`${request} ${normal.styled('yellow', words.silent)}`);
          break;
        case 'bad-headers':
          normal.line(`${request} ${normal.styled('red', words.badHeaders(outcome.message))}`);
      }
    },
    warn: (text) => trouble.line(text),
    fallSilent() {
      silent = true;
    },
  };
}

type Printer = {
  styled(style: Style, text: string): string;
  line(text: string): void;
  clean(text: string): string;
};

function log({ text, location }: LogLine, { styled, line, clean }: Printer): void {
  const place = location === null ? '' : `${styled('cyan', `${clean(location.file)}:${location.line}`)}  `;
  line(`${place}${clean(text).replaceAll('\n', '\n  ')}`);
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}

const colour = new RegExp(`(${String.fromCharCode(27)}\\[[\\d;]*m)`);

/**
 * What a program prints may hold sequences that a terminal obeys, such as those that change its title or the
 * clipboard. Colours may stay.
 */
function printable(text: string, colours: boolean): string {
  const kept = colours ? text.split(colour) : [text];
  return kept
    .map((piece, at) =>
      at % 2 === 1 ? piece : stripVTControlCharacters(piece).replace(/[^\P{Cc}\n\t]/gu, ''),
    )
    .join('');
}
