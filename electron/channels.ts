/** What the preload and the main process say to each other, and all they say. */
export const askMainForPort = 'backline:ask-for-port';
export const givePreloadPort = 'backline:give-port';
