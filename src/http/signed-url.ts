import type { Context } from 'hono'
import { type SignedAddress, signAddress } from '../auth/signed-address.js'
import { BASE } from './base.js'
import type { AppDeps, AppEnv } from './env.js'
import { findOrigin } from './origin.js'

interface Addressing extends Omit<SignedAddress, 'organizationId'> {
  /** Under the base. */
  path: string
}

/** An address at this server that is good without signing in, until it ends. */
export function signedUrl(
  c: Context<AppEnv>,
  deps: AppDeps,
  { path, ...address }: Addressing,
): string {
  const { organizationId } = c.get('caller')
  const signature = signAddress(deps.keys.uploadSecret, { ...address, organizationId })
  const url = new URL(`${BASE}${path}`, findOrigin(c, deps))
  url.search = new URLSearchParams({
    organization: organizationId,
    expires: String(address.expires),
    signature,
  }).toString()
  return url.href
}
