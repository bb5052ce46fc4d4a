import { refuse } from '../domain/errors.js'
import type { ByteRange } from '../storage/storage.js'

const ONE_RANGE = /^bytes=(\d{0,15})-(\d{0,15})$/

/**
 * The part that is asked for. Undefined for all of it: where nothing, or nothing that is understood, or several parts at
 * once are asked for. Throws where there is no such part.
 */
export function readRange(header: string | undefined, size: number): ByteRange | undefined {
  const [, from = '', to = ''] = ONE_RANGE.exec(header ?? '') ?? []
  if (from === '' && to === '') return undefined
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (from !== '' && to !== '' && Number(to) < Number(from)) return undefined
  if (first < size && first <= last) return { first, last }
  return refuse('range_not_satisfiable', `The file has ${size} bytes.`, { size })
}
