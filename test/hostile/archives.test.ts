import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createDeflateRaw, deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installPack } from '../../host/packs/install-pack.ts';
import type { ArchiveFaultCode } from '../../lessons/archive/archive-fault.ts';
import { describeArchiveFault } from '../../lessons/archive/fault-texts.ts';
import { archiveLimits } from '../../lessons/archive/limits.ts';
import { manifestFile, manifestOf, signatureFile } from '../../lessons/archive/manifest.ts';
import { openArchive } from '../../lessons/archive/open-archive.ts';
import { handMadeZip, u16, u32 } from './hand-made-zip.ts';
import { honestFiles, packId, packWith, smallPack } from './small-pack.ts';

const canaryText = 'as it was';
let folder: string;
let packsFolder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backline-archives-'));
  packsFolder = join(folder, 'data', 'packs');
  writeFileSync(join(folder, 'canary'), canaryText);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function expectRefused(archive: Buffer, code: ArchiveFaultCode): void {
  const result = installPack(archive, { packsFolder, builtInIds: new Set(), accept: { unsigned: true } });
  expect(result.status === 'unreadable' ? result.fault.code : result.status).toBe(code);
  expect(readdirSync(folder)).toEqual(['canary']);
  expect(readFileSync(join(folder, 'canary'), 'utf8')).toBe(canaryText);
}

describe('an archive made by hand', () => {
  it('is taken where nothing is wrong with it, so that what follows is refused for its own sake', () => {
    const taken = { ok: true, value: expect.objectContaining({ files: smallPack(), signedBy: null }) };
    expect(openArchive(handMadeZip(honestFiles()))).toEqual(taken);
    const deflated = honestFiles().map((file) => ({ ...file, deflated: true }));
    expect(openArchive(handMadeZip(deflated))).toEqual(taken);
    expect(openArchive(packWith([{ name: 'rows/more.txt', content: 'more' }])).ok).toBe(true);
  });

  const unsafeNames = [
    '../canary',
    'rows/../../canary',
    '..\\canary',
    'rows\\..\\canary',
    '/etc/canary',
    '//server/share/canary',
    'C:canary',
    'C:\\canary',
    'rows/./canary',
    'rows//canary',
    './canary',
    '',
    '.hidden',
    'rows/.git/config',
    'canary\0.txt',
    'rows/line\nbreak',
    'rows/\x1b[2J',
    'rows/name.',
    'rows/name ',
    'rows /name',
    'rows/stream:canary',
    'CON',
    'rows/aux.md',
    'rows/nul.tar.gz',
    'com1/lesson.md',
    'rows/LPT9.txt',
    'rows/caf\u00e9.md',
    'rows/cafe\u0301.md',
    'rows/\u202egpj.md',
    'rows/\uff0e\uff0e/canary',
    'rows/__proto__/x',
    `rows/${'n'.repeat(archiveLimits.nameLength + 1)}`,
    Array.from({ length: 20 }, () => 'ten-letter').join('/'),
    Array.from({ length: archiveLimits.depth + 1 }, () => 'd').join('/'),
  ];
  it.each(unsafeNames)('is refused whole for the name %j', (name) => {
    expectRefused(packWith([{ name, content: 'x' }]), 'bad-name');
  });

  it('is refused for a folder with an unsafe name, and for a name in no encoding', () => {
    expectRefused(packWith([{ name: '../out/', attributes: 0x10 }]), 'bad-name');
    expectRefused(packWith([{ name: '/', attributes: 0x10 }]), 'bad-name');
    expectRefused(
      packWith([{ attributes: 0, name: Buffer.from([0xc0, 0xae, 0xc0, 0xae, 0x2f, 0x78]) }]),
      'bad-name',
    );
  });

  it.each([
    ['ROWS/count/task.md'],
    ['ROWS/new.md'],
    ['rows/COUNT/new.md'],
    ['rows/count/TASK.md'],
    ['Pack.yaml'],
    ['rows/lesson.md/inside'],
    ['rows/count'],
    ['pack.yaml'],
  ])('is refused where %s meets another file on some system', (name) => {
    expectRefused(packWith([{ name, content: 'x' }]), 'same-name');
  });

  it.each([
    ['a symbolic link', 0o120777],
    ['a block device', 0o060644],
    ['a character device', 0o020644],
    ['a named pipe', 0o010644],
    ['a socket', 0o140644],
    ['a folder that is called a file', 0o040755],
  ])('is refused for %s', (_what, mode) => {
    expectRefused(
      packWith([{ name: 'rows/x', content: '../../../canary', attributes: mode * 0x10000 }]),
      'not-a-file',
    );
  });

  it('is refused for a reparse point, a file that is called a folder, and old fields with the target of a link', () => {
    expectRefused(packWith([{ name: 'rows/x', attributes: 0x400 }]), 'not-a-file');
    expectRefused(packWith([{ name: 'rows/x/', content: 'x', attributes: 0x10 }]), 'not-a-file');
    const linkField = Buffer.concat([u16(0x000d, 4), Buffer.from('/etc')]);
    expectRefused(packWith([{ name: 'rows/x', extra: linkField }]), 'unsupported');
    expectRefused(packWith([{ name: 'rows/x', localExtra: linkField }]), 'unsupported');
  });
});

describe('a bomb', () => {
  const zeros = (bytes: number) => Buffer.alloc(bytes);

  it('that grows a thousandfold is refused before it is unpacked', () => {
    expectRefused(packWith([{ name: 'rows/x', content: zeros(4 << 20), deflated: true }]), 'grows-too-much');
  });

  it('that is larger than it announces is stopped at what it announced', () => {
    const packed = deflateRawSync(zeros(4 << 20));
    const bomb = { name: 'rows/x', content: packed, method: 8, size: 60_000 };
    expectRefused(packWith([bomb]), 'damaged-file');
  });

  it('that is far larger than it announces costs no more memory than it announced', async () => {
    const { fileBytes } = archiveLimits;
    const parts: Buffer[] = [];
    const zero = zeros(1 << 20);
    const source = Readable.from(Array.from({ length: 400 }, () => zero));
    for await (const part of source.pipe(createDeflateRaw())) parts.push(part);
    const bomb = packWith([{ name: 'rows/x', content: Buffer.concat(parts), method: 8, size: fileBytes }]);
    const before = process.resourceUsage().maxRSS;
    expectRefused(bomb, 'damaged-file');
    // In KiB.
    expect(process.resourceUsage().maxRSS - before).toBeLessThan(100 * 1024);
  });

  it('of one large file, of many files, or of their sum is refused', () => {
    const { fileBytes, files, totalBytes, archiveBytes } = archiveLimits;
    expectRefused(
      packWith([{ name: 'rows/x', size: fileBytes + 1, packedSize: fileBytes }]),
      'file-too-large',
    );
    const many = Array.from({ length: files + 1 }, (_, index) => ({ name: `rows/f${index}` }));
    expectRefused(handMadeZip(many), 'too-many-files');
    const each = { size: fileBytes, packedSize: fileBytes / 100 };
    const sum = Array.from({ length: totalBytes / fileBytes + 1 }, (_, index) => ({
      name: `f${index}`,
      ...each,
    }));
    expectRefused(handMadeZip(sum), 'pack-too-large');
    expectRefused(zeros(archiveBytes + 1), 'archive-too-large');
  });

  it('whose files overlap, so that one packed file counts many times, is refused', () => {
    const files = Array.from({ length: 50 }, (_, index) => ({
      name: `rows/f${index}`,
      content: 'x',
      offset: 0,
    }));
    expectRefused(handMadeZip(files), 'foreign-bytes');
  });

  it('inside another archive stays a file: nothing is unpacked twice', () => {
    const inner = handMadeZip([{ name: '../../canary', content: zeros(1 << 16), deflated: true }]);
    const opened = openArchive(packWith([{ name: 'rows/inner.zip', content: inner }]));
    expect(opened.ok && opened.value.files.get('rows/inner.zip')?.equals(inner)).toBe(true);
  });
});

describe('an archive that two programs could read in two ways', () => {
  const more = { name: 'rows/x', content: 'x' };
  const zip64 = Buffer.concat([u16(0x0001, 8), u32(0, 0)]);
  const otherName = Buffer.concat([u16(0x7075, 10), Buffer.from('\x01....../../')]).subarray(0, 14);
  const cases: readonly [string, Buffer, ArchiveFaultCode][] = [
    [
      'begins as another kind of file',
      packWith([more], { before: Buffer.from('#!/bin/sh\n') }),
      'foreign-bytes',
    ],
    ['goes on after its end', packWith([more], { after: Buffer.from('%PDF-1.7') }), 'foreign-bytes'],
    ['has a comment', packWith([more], { comment: 'PK\x05\x06' }), 'foreign-bytes'],
    ['has a comment at a file', packWith([{ ...more, comment: 'hi' }]), 'foreign-bytes'],
    ['has bytes between two files', packWith([{ ...more, gap: Buffer.from('gap') }]), 'foreign-bytes'],
    ['names a file differently', packWith([{ ...more, localName: 'rows/y' }]), 'contradiction'],
    ['climbs in one place only', packWith([{ ...more, localName: '../x' }]), 'contradiction'],
    ['says two sizes', packWith([{ ...more, localSize: 2 }]), 'contradiction'],
    ['says two ways of packing', packWith([{ ...more, localMethod: 8 }]), 'contradiction'],
    ['promises sizes behind the data', packWith([{ ...more, flags: 8 }]), 'contradiction'],
    ['is encrypted', packWith([{ ...more, flags: 1 }]), 'unsupported'],
    ['hides its names', packWith([{ ...more, flags: 0x2000 }]), 'unsupported'],
    ['packs in another way', packWith([{ ...more, method: 12 }]), 'unsupported'],
    ['is split over disks', packWith([more], { disk: 1 }), 'unsupported'],
    ['has a file on another disk', packWith([{ ...more, disk: 1 }]), 'unsupported'],
    ['has sizes of 64 bits', packWith([{ ...more, extra: zip64 }]), 'unsupported'],
    ['has a second name', packWith([{ ...more, extra: otherName }]), 'unsupported'],
    ['has half a field', packWith([{ ...more, extra: Buffer.from('abc') }]), 'foreign-bytes'],
    ['has a field that is too long', packWith([{ ...more, extra: u16(0x5455, 99) }]), 'foreign-bytes'],
    ['counts one file less', packWith([more], { count: 8 }), 'foreign-bytes'],
    ['counts one file more', packWith([more], { count: 99 }), 'not-an-archive'],
    ['hides bytes in its directory', packWith([more], { tail: Buffer.from('tail') }), 'foreign-bytes'],
    ['has its directory elsewhere', packWith([more], { directoryOffset: 0 }), 'foreign-bytes'],
    ['has a wrong sum', packWith([{ ...more, crc: 1 }]), 'damaged-file'],
    [
      'hides bytes in what is packed',
      packWith([{ name: 'rows/x', ...hiding('x', 'hidden') }]),
      'foreign-bytes',
    ],
    ['is empty', handMadeZip([]), 'no-manifest'],
    ['is no archive', Buffer.from('hello'), 'not-an-archive'],
    ['is nothing', Buffer.alloc(0), 'not-an-archive'],
  ];
  it.each(cases)('is refused where it %s', (_what, archive, code) => expectRefused(archive, code));

  /** Packed text with bytes behind its end that an unpacker passes over. */
  function hiding(text: string, hidden: string) {
    return {
      content: Buffer.concat([deflateRawSync(text), Buffer.from(hidden)]),
      method: 8,
      size: text.length,
    };
  }
});

describe('a list of files', () => {
  const withList = (list: string | Buffer) =>
    handMadeZip([{ name: manifestFile, content: list }, ...honestFiles().slice(1)]);
  const honest = manifestOf({ id: packId, version: '1.0.0' }, smallPack()).toString();

  it('must be there, and name just the files that there are', () => {
    expectRefused(handMadeZip(honestFiles().slice(1)), 'no-manifest');
    expectRefused(handMadeZip(honestFiles().slice(0, -1)), 'missing-file');
    expectRefused(handMadeZip([...honestFiles(), { name: 'rows/x' }]), 'unlisted-file');
    const swapped = honestFiles().map((file) =>
      file.name === 'rows/count/task.md' ? { ...file, content: 'Count them with `count(1)`.\n' } : file,
    );
    expectRefused(handMadeZip(swapped), 'changed-file');
  });

  it.each([
    ['no JSON', '{'],
    ['not UTF-8', Buffer.from([0xff, 0xfe, 0x7b])],
    ['deep', '['.repeat(100_000)],
    ['another format', honest.replace('"archive": 1', '"archive": 2')],
    ['an id that climbs', honest.replace(packId, '../canary')],
    ['a version that climbs', honest.replace('1.0.0', '../canary')],
    ['a key of its own', honest.replace('"archive"', '"__proto__": {}, "archive"').replace('{', '{"x":1,')],
  ])('is refused where it is %s', (_what, list) => expectRefused(withList(list), 'bad-manifest'));

  it('must name the pack that pack.yaml names', () => {
    expectRefused(withList(honest.replace('1.0.0', '9.0.0')), 'other-pack');
    expectRefused(withList(honest.replace(packId, 'foundations')), 'other-pack');
  });
});

describe('a signature', () => {
  it.each(['{', '{}', '{"algorithm":"none","publicKey":"","signature":""}'])(
    'that is %s is refused',
    (text) => {
      const archive = handMadeZip([...honestFiles(), { name: signatureFile, content: text }]);
      expectRefused(archive, text === '{' ? 'bad-manifest' : 'bad-signature');
    },
  );
});

it('a pack.yaml that would grow without end is refused with its line', () => {
  const levels = Array.from(
    { length: 20 },
    (_, i) => `  - &l${i} [${`*l${i - 1},`.repeat(i === 0 ? 0 : 9)}x]`,
  );
  const files = smallPack();
  files.set('pack.yaml', Buffer.from(`title: [\n${levels.join('\n').replaceAll('  - ', '')}]\n`));
  expectRefused(handMadeZip(honestFiles(files)), 'bad-pack-file');
  files.set('pack.yaml', Buffer.from('\u0000binary'));
  expectRefused(handMadeZip(honestFiles(files)), 'bad-pack-file');
  files.set('pack.yaml', Buffer.from('format: 1\nid: a\nid: b\n'));
  const opened = openArchive(handMadeZip(honestFiles(files)));
  expect(opened).toMatchObject({ ok: false, fault: { code: 'bad-pack-file', path: 'pack.yaml:3' } });
});

it('names of a stranger reach a terminal as text', () => {
  const opened = openArchive(packWith([{ name: 'rows/\x1b[2J\u009bnew', content: '' }]));
  if (opened.ok) throw new Error('it was taken');
  for (const locale of ['en', 'pt-BR'] as const)
    expect(describeArchiveFault(opened.fault, locale)).not.toMatch(/\p{Cc}/u);
  expect(existsSync(packsFolder)).toBe(false);
});
