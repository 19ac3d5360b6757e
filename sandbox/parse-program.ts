import { type Program, parse } from 'acorn';

/** The syntax tree of JavaScript, as a module where it is one and else as a script. Throws where it is neither. */
export function parseProgram(code: string): Program {
  const options = {
    ecmaVersion: 'latest',
    allowAwaitOutsideFunction: true,
    allowReturnOutsideFunction: true,
    allowHashBang: true,
  } as const;
  try {
    return parse(code, { ...options, sourceType: 'module' });
  } catch {
    return parse(code, { ...options, sourceType: 'script' });
  }
}
