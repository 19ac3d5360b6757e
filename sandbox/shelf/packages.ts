/** The packages a learner can import, unmodified. better-sqlite3 is a stand-in over the world's databases. */
export const packages = [
  'express',
  'hono',
  '@hono/node-server',
  'zod',
  'graphql',
  'jose',
  'bcryptjs',
  'cookie-parser',
  'cors',
] as const;
