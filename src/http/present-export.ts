import type { Context } from 'hono'
import type { ExportView } from '../contracts/exports.js'
import type { LongOperation } from '../read/operations/find-long.js'
import type { AppDeps, AppEnv } from './env.js'
import { signedUrl } from './signed-url.js'

/** How long an address to have the file from is good: for beginning, not for ending. */
const GOOD_FOR_MS = 3_600_000

/** Each time with an address of its own, that is good for an hour, or for as long as the file is there. */
export function presentExport(
  c: Context<AppEnv>,
  deps: AppDeps,
  { id: exportId, status, progress, result, file }: LongOperation,
): ExportView {
  const view = { exportId, status, progress }
  const counted = {
    ...(typeof result?.entries === 'number' ? { entries: result.entries } : {}),
    ...(typeof result?.files === 'number' ? { files: result.files } : {}),
  }
  return { ...view, ...counted, ...presentDownload(c, deps, { id: exportId, file }) }
}

/** Where the file can be had that work has made, as long as it is there. */
export function presentDownload(
  c: Context<AppEnv>,
  deps: AppDeps,
  { id: key, file }: Pick<LongOperation, 'id' | 'file'>,
): Pick<ExportView, 'downloadUrl' | 'expiresAt'> {
  if (file === undefined) return {}
  const end = Math.min(deps.now() + GOOD_FOR_MS, Date.parse(file.expiresAt))
  const expires = Math.floor(end / 1_000)
  const path = `/admin/audit/exports/${key}/download`
  const downloadUrl = signedUrl(c, deps, { method: 'GET', key, expires, path })
  return { downloadUrl, expiresAt: new Date(expires * 1_000).toISOString() }
}
