import { z } from 'zod'
import { actions } from './actions.js'
import { departmentName, id, page, text, timestamp } from './common.js'
import { roles } from './enums.js'
import { ticket } from './tickets.js'

const members = {
  name: text(100),
  actions,
  roles: roles.meta({ description: 'Who may use it; without any: all of staff' }),
  departmentId: id.nullable().meta({ description: 'Whose people may use it; null: of all' }),
}

export const macro = z.strictObject({ id, ...members }).meta({ id: 'Macro' })
export type MacroView = z.infer<typeof macro>
export const macroPage = page(macro)

/** As admins see it. */
export const keptMacro = macro
  .extend({
    department: departmentName.nullable(),
    version: z.int(),
    createdAt: timestamp,
    deletedAt: timestamp.nullable(),
  })
  .meta({ id: 'KeptMacro' })
export type KeptMacro = z.infer<typeof keptMacro>

export const newMacro = z.strictObject({
  ...members,
  roles: members.roles.default([]),
  departmentId: members.departmentId.default(null),
})
export type MacroBody = z.infer<typeof newMacro>
export const macroPatch = z.strictObject(members).partial()

const actionResult = z.strictObject({
  action: z.string(),
  ok: z.boolean(),
  code: z.string().optional().meta({
    description: 'Why not; `pending` where it is taken and not decided yet',
  }),
  operationId: z.string().optional().meta({ description: 'Of one that is pending' }),
})

/** What became of each action, in order: a refused one does not stop the next. */
export const macroResult = z
  .strictObject({
    ticket,
    results: z.array(
      actionResult.extend({
        results: z.array(actionResult).optional().meta({ description: 'Of a macro in it' }),
      }),
    ),
  })
  .meta({ id: 'MacroResult' })
export type MacroResult = z.infer<typeof macroResult>
