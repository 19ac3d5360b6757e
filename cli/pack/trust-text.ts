import type { InstallRefusal, PackStanding, PackTrust } from '../../host/contract/packs.ts';
import type { Locale } from '../../lessons/format/locale.ts';

/** Whom a pack is from, in words for somebody who has never heard of keys. */
export function describeTrust(trust: PackTrust, locale: Locale): string {
  const english = locale === 'en';
  switch (trust.status) {
    case 'unsigned':
      return english
        ? 'Unsigned: nothing tells whom this pack is from. Install it only if you trust how it came to you.'
        : 'Sem assinatura: nada diz de quem é este pacote. Instale-o só se confia em como ele chegou a você.';
    case 'known-key':
      return english
        ? `Signed by a key seen before (${trust.packs.join(', ')}): ${trust.fingerprint}`
        : `Assinado por uma chave já conhecida (${trust.packs.join(', ')}): ${trust.fingerprint}`;
    case 'new-key':
      return english
        ? `Signed by a key not seen before on this computer: ${trust.fingerprint}\nTo be sure whom it is from, compare these groups with the author's. From now on this pack's new versions must be signed by the same key.`
        : `Assinado por uma chave nunca vista neste computador: ${trust.fingerprint}\nPara ter certeza de quem é, compare esses grupos com os do autor. De agora em diante, as novas versões deste pacote devem ser assinadas pela mesma chave.`;
    case 'key-changed':
      return english
        ? `THE KEY CHANGED. This pack was signed by ${trust.expected}\nand this archive is signed by ${trust.fingerprint}\nEither the author has a new key, or somebody else made this archive. Ask the author, by another way than the one it came by.`
        : `A CHAVE MUDOU. Este pacote era assinado por ${trust.expected}\ne este arquivo está assinado por ${trust.fingerprint}\nOu o autor tem uma chave nova, ou outra pessoa fez este arquivo. Pergunte ao autor, por um caminho diferente daquele por onde o arquivo chegou.`;
    case 'signature-missing':
      return english
        ? `THE SIGNATURE IS MISSING. This pack was signed before, by ${trust.expected}\nand this archive is not signed, so anybody may have made it. Ask the author for a signed one.`
        : `FALTA A ASSINATURA. Este pacote era assinado por ${trust.expected}\ne este arquivo não está assinado, então qualquer pessoa pode tê-lo feito. Peça ao autor um que esteja assinado.`;
  }
}

interface Versions {
  readonly standing: PackStanding;
  readonly installedVersion: string | null;
}

/** How a pack stands to the installed one; empty where none is installed. */
export function describeStanding({ standing, installedVersion }: Versions, locale: Locale): string {
  const english = locale === 'en';
  const installed = installedVersion ?? '';
  switch (standing) {
    case 'new':
      return '';
    case 'upgrade':
      return english
        ? `Newer than the installed version ${installed}.`
        : `Mais novo que a versão instalada, ${installed}.`;
    case 'same':
      return english ? 'This version is installed.' : 'Esta versão já está instalada.';
    case 'downgrade':
      return english
        ? `Older than the installed version ${installed}.`
        : `Mais antigo que a versão instalada, ${installed}.`;
    case 'same-version-differs':
      return english
        ? `Version ${installed} is installed with other content: a pack that changes needs a new version number.`
        : `A versão ${installed} está instalada com outro conteúdo: um pacote que muda precisa de um novo número de versão.`;
  }
}

/** What whoever wants to install it all the same can do. */
export function describeWayOut(reason: InstallRefusal, id: string, locale: Locale): string {
  const english = locale === 'en';
  switch (reason) {
    case 'built-in':
      return english
        ? `The pack ${id} comes with Backline and cannot be replaced by an archive.`
        : `O pacote ${id} vem com o Backline e não pode ser substituído por um arquivo.`;
    case 'downgrade':
    case 'same-version-differs':
      return english
        ? `To go back on purpose, take the installed one away first: backline pack remove ${id}\nWhat you did in its exercises stays.`
        : `Para voltar de propósito, remova antes o que está instalado: backline pack remove ${id}\nO que você fez nos exercícios fica guardado.`;
    case 'key-changed':
      return english
        ? 'If the author confirms the new key: --accept-new-key'
        : 'Se o autor confirmar a chave nova: --accept-new-key';
    case 'signature-missing':
      return english
        ? "If you are sure that it is the author's all the same: --accept-unsigned"
        : 'Se você tem certeza de que é do autor mesmo assim: --accept-unsigned';
  }
}
