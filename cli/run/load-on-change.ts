import { isDeepStrictEqual } from 'node:util';
import { type FolderWatch, watchFolders } from '../../host/watch-folders.ts';
import type { Generations } from './generations.ts';
import { type ProjectPlace, type ReadProject, readProject } from './project.ts';
import type { RunWords } from './words.ts';

export interface LoadOnChange {
  readonly place: ProjectPlace;
  /** What has been read already. */
  readonly first: ReadProject;
  readonly generations: Pick<Generations, 'load'>;
  readonly tell: (text: string) => void;
  readonly words: RunWords;
}

/** Loads a program again when what it is made of has changed. What cannot be read is told, and changes nothing. */
export function loadOnChange({ place, first, generations, tell, words }: LoadOnChange): {
  close(): void;
} {
  let last = first;
  let reading: Promise<void> = Promise.resolve();
  let closed = false;
  const read = async (): Promise<void> => {
    const now = await readProject(place);
    if (closed || isDeepStrictEqual(now, last)) return;
    last = now;
    folders.watch(now.folders.length > 0 ? now.folders : first.folders);
    if (now.ok) void generations.load(now.project);
    else tell(words.problem(now.problem));
  };
  const folders: FolderWatch = watchFolders(() => {
    reading = reading.then(read);
  });
  folders.watch(first.folders);
  return {
    close() {
      closed = true;
      folders.close();
    },
  };
}
