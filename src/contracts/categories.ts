import { z } from 'zod'
import { departmentName, id, page, text, timestamp } from './common.js'
import { groupAssignment } from './groups.js'
import { code } from './resources.js'

export const category = z
  .strictObject({
    id,
    name: z.string(),
    code: z.string(),
    departmentId: id,
    department: departmentName,
    parentId: id.nullable(),
    groupId: id.nullable(),
  })
  .meta({ id: 'Category' })
export type CategoryView = z.infer<typeof category>
export const categoryPage = page(category)

/** How its tickets find somebody. */
export const assignment = z
  .strictObject({
    ...groupAssignment.shape,
    groupId: id
      .nullable()
      .default(null)
      .meta({ description: "Whose members get them; left out: the category's own group" }),
  })
  .meta({ id: 'Assignment' })
const ownAssignment = assignment
  .nullable()
  .meta({ description: 'Null: that of the category above it, else that of its group' })

/** As admins see it. */
export const keptCategory = category
  .extend({ assignment: ownAssignment, createdAt: timestamp, deletedAt: timestamp.nullable() })
  .meta({ id: 'KeptCategory' })
export type KeptCategory = z.infer<typeof keptCategory>

const members = {
  name: text(100),
  code,
  departmentId: id,
  parentId: id.nullable().meta({ description: 'Of the same department' }),
  groupId: id.nullable().meta({ description: 'Whose members see and claim its tickets' }),
  assignment: ownAssignment,
}

export const newCategory = z.strictObject({
  ...members,
  parentId: members.parentId.default(null),
  groupId: members.groupId.default(null),
  assignment: members.assignment.default(null),
})
export type CategoryBody = z.infer<typeof newCategory>
export const categoryPatch = z.strictObject(members).partial()
