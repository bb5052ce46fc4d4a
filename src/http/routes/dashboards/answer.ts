import type { Context } from 'hono'
import { readThroughCache } from '../../../read/dashboards/cache.js'
import type { AppDeps, AppEnv } from '../../env.js'

/** The figures, kept for a minute unless something changes, with a header that says whether they were. */
export async function readKept<T extends object>(
  c: Context<AppEnv>,
  { dashboards }: Pick<AppDeps, 'dashboards'>,
  subject: Parameters<typeof readThroughCache>[2],
  read: () => Promise<T>,
): Promise<T & { generatedAt: string }> {
  const kept = await readThroughCache(dashboards, c.get('db'), subject, read)
  c.header('X-Cache', kept.isHit ? 'hit' : 'miss')
  return { ...kept.figures, generatedAt: kept.generatedAt }
}

export const CACHED =
  'Kept for a minute, unless one of the tickets changes: `X-Cache` says `hit` or `miss`.'
