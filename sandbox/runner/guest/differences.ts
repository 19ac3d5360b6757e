import { runBoth } from './run-both.ts';

const telling = `const plain = (value) => value instanceof ArrayBuffer ? ['ArrayBuffer', Buffer.from(value).toString('hex')] : ArrayBuffer.isView(value) ? [value.constructor.name, Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')] : typeof value === 'number' && !Number.isFinite(value) ? String(value) : Object.is(value, -0) ? '-0' : value;
  const found = {};
  const tell = (name, run) => { try { found[name] = plain(run()); } catch (error) { found[name] = [error.name, error.code ?? null, error.message]; } };
  const told = async (name, run) => { try { found[name] = plain(await run()); } catch (error) { found[name] = [error?.name, error?.code ?? null, error?.message ?? error]; } };
  const name = (...parts) => parts.map((one) => typeof one === 'string' ? JSON.stringify(one.slice(0, 30)) : Array.isArray(one) ? '[' + one + ']' : String(one)).join(' ');`;

/**
 * Runs a program in a world and in plain Node that tells what many calls gave, by name: `tell(name, run)`,
 * or `told` where it takes time. Gives what differs and nothing else.
 */
export async function differences(imports: string, body: string): Promise<Record<string, object>> {
  const { inWorld, inNode } = await runBoth(`${imports}\n${telling}`, `${body}\nreturn found;`);
  const [world, node] = [inWorld, inNode] as [Record<string, unknown>, Record<string, unknown>];
  if (Object.keys(node).length < 5) throw new Error('hardly anything was tried');
  const names = new Set([...Object.keys(world), ...Object.keys(node)]);
  return Object.fromEntries(
    [...names]
      .filter((one) => JSON.stringify(world[one]) !== JSON.stringify(node[one]))
      .map((one) => [one, { inWorld: world[one], inNode: node[one] }]),
  );
}
