import { noteNamedArrivals } from '../write/uploads/note-arrivals.js'
import type { AppDeps, Asking } from './env.js'

/**
 * Before files are judged that a request names, or a draft has: whether their bytes are in by now. A store that clients
 * send to tells nobody, and a process of ours may have died with the last byte.
 */
export async function lookForArrivals(
  asking: Asking,
  deps: AppDeps,
  keys: readonly string[] | null | undefined,
): Promise<void> {
  if (!keys || keys.length === 0) return
  const { organizationId } = asking.get('caller')
  await noteNamedArrivals(deps, { organizationId, keys, origin: asking.get('origin') })
}
