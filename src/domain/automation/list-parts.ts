import type { ErrorCode } from '../errors.js'
import type { Action, SingleAction } from './actions.js'

export type Macros = ReadonlyMap<string, readonly Action[]>

/** What is carried out one after the other, or why it is not; what a macro stands for is part of it. */
export type Part =
  | { kind: 'action'; action: SingleAction; partOf: number | null }
  | { kind: 'macro'; partOf: null }
  | { kind: 'refused'; code: ErrorCode; partOf: number | null }

/** Nobody does more at once, whatever their macros stand for. */
export const MOST_PARTS = 100

/** Macros in macros are parts of the outer one; `partOf` is a place in what is given back. The last says where there would be more. */
export function listParts(actions: readonly Action[], macros: Macros): Part[] {
  const parts: Part[] = []
  for (const action of actions) {
    if (action.type !== 'macro') {
      parts.push({ kind: 'action', action, partOf: null })
    } else if (!macros.has(action.macroId)) {
      parts.push({ kind: 'refused', code: 'macro_not_found', partOf: null })
    } else {
      const partOf = parts.length
      parts.push({ kind: 'macro', partOf: null })
      for (const part of openMacro(action.macroId, macros, new Set())) {
        parts.push({ ...part, partOf })
      }
    }
  }
  const rest = parts.at(MOST_PARTS)
  if (rest === undefined) return parts
  const { partOf } = rest
  return [...parts.slice(0, MOST_PARTS), { kind: 'refused', code: 'macro_too_long', partOf }]
}

/** Each is opened once, also where it is named twice beside itself: what macros stand for can't multiply, nor go round and round. */
function openMacro(
  id: string,
  macros: Macros,
  opened: Set<string>,
): Exclude<Part, { kind: 'macro' }>[] {
  if (opened.has(id)) return [{ kind: 'refused', code: 'macro_loop', partOf: null }]
  opened.add(id)
  const actions = macros.get(id)
  if (actions === undefined) return [{ kind: 'refused', code: 'macro_not_found', partOf: null }]
  return actions.flatMap((action) =>
    action.type === 'macro'
      ? openMacro(action.macroId, macros, opened)
      : [{ kind: 'action', action, partOf: null } as const],
  )
}
