import { type SealKeys, seal } from '../../auth/seal.js'
import type { MailboxPatch } from '../../contracts/mailboxes.js'
import { refuse } from '../../domain/errors.js'
import { defaultMailboxPort } from '../../domain/mail-in/mailbox.js'
import type { MailboxServers } from './mailbox-server.js'
import type { KeptMailbox } from './resource.js'

interface Deps {
  servers: Pick<MailboxServers, 'judge'>
  sealKeys: SealKeys
  now: () => number
}

interface Place {
  host?: string
  port?: number
  secure?: boolean
}

/**
 * What is written of a body: its secret sealed, its port chosen. Before anything is locked, since looking a name up takes its
 * time; where it leads is judged again at each connection.
 */
export async function prepareMailbox(
  { servers, sealKeys, now }: Deps,
  id: string,
  { password, accessToken, ...given }: MailboxPatch,
  before: Place | undefined,
): Promise<Partial<KeptMailbox>> {
  const plain = { ...given, ...(given.host && { host: given.host.toLowerCase() }) }
  const { host, secure = true, port: asked } = { ...before, ...plain }
  const port = asked ?? defaultMailboxPort(secure)
  const refused = host === undefined ? undefined : await servers.judge({ host, port })
  if (refused !== undefined) refuse('validation_failed', `host ${refused}`, { host: [refused] })
  const secret = password ?? accessToken
  return {
    ...(Object.fromEntries(
      Object.entries(plain).filter(([, value]) => value !== undefined),
    ) as Partial<KeptMailbox>), // of the contract's members
    ...(before === undefined ? { port } : {}),
    ...(secret === undefined
      ? {}
      : {
          auth: password === undefined ? 'oauth' : 'password',
          secret: seal(secret, id, sealKeys),
          secretSetAt: new Date(now()).toISOString(),
        }),
  }
}
