/** Made by build/shelf-types-plugin.ts. */
declare module 'virtual:shelf-types' {
  export const bundles: Readonly<
    Record<string, () => Promise<{ readonly content: Readonly<Record<string, string>> }>>
  >;
}

declare module 'virtual:typescript-messages/pt-BR' {
  export const content: Readonly<Record<string, string>>;
}
