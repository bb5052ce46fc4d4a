import { judgeVersion } from './answer.js'
import { type AddScimRoute, noteChange, onePath, readAuthor } from './kit.js'

export const deleteRoute: AddScimRoute = ({ app, deps, guard }, resource) => {
  app.delete(onePath(resource.type), guard, async (c) => {
    await resource.remove(deps.db, readAuthor(c), {
      id: c.req.param('id'),
      judge: judgeVersion(c, resource),
    })
    noteChange(c, deps)
    return c.body(null, 204)
  })
}
