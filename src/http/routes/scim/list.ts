import type { Members } from '../../../domain/scim/match.js'
import { project } from '../../../domain/scim/project.js'
import type { AppDeps } from '../../env.js'
import {
  answer,
  complete,
  LIST_URN,
  locateFrom,
  readBody,
  readListRequest,
  type ScimContext,
} from './answer.js'
import { type AddScimRoute, listPath, readScimBody } from './kit.js'
import type { Dated, ScimResource } from './resource.js'

export const listRoute: AddScimRoute = ({ app, deps, guard }, resource) => {
  app.get(listPath(resource.type), guard, (c) => answerList(c, deps, resource, c.req.query()))
}

/** The same with its arguments in a body: addresses with people's names in them end in logs. */
export const searchRoute: AddScimRoute = ({ app, deps, guard }, resource) => {
  app.post(`${listPath(resource.type)}/.search`, guard, readScimBody, async (c) =>
    answerList(c, deps, resource, await readBody(c)),
  )
}

async function answerList<T extends Dated>(
  c: ScimContext,
  deps: AppDeps,
  resource: ScimResource<T>,
  given: Members,
) {
  const { attributes, excludedAttributes, ...query } = readListRequest(given)
  const selection = { attributes, excludedAttributes }
  const reader = { db: c.get('db'), tokenId: c.get('scimClient').tokenId }
  const { total, startIndex, items } = await resource.list(reader, query, selection)
  const locate = locateFrom(c, deps)
  return answer(c, {
    schemas: [LIST_URN],
    totalResults: total,
    startIndex,
    itemsPerPage: items.length,
    Resources: items.map((one) =>
      project(resource.type, complete(resource, one, locate), selection),
    ),
  })
}
