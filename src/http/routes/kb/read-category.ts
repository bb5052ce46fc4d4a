import { kbCategory } from '../../../contracts/kb-categories.js'
import { refuseMissing } from '../../../domain/errors.js'
import { findKbCategory } from '../../../read/kb/list-categories.js'
import { kbCategories } from '../../../write/kb/categories.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { noteVersion, readId } from '../resources/kit.js'
import { REVISED, readReader, TAGS } from './kit.js'

export function readKbCategoryRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      ...REVISED,
      operationId: 'readArticleCategory',
      method: 'get',
      path: '/kb/categories/{id}',
      tags: TAGS,
      summary: 'One category of articles',
      request: { params: idParam },
      responses: { 200: json(kbCategory, 'As it is'), ...problems(404) },
    }),
    async (c) => {
      const id = readId(c.req.valid('param'), kbCategories)
      const found = await findKbCategory(c.get('db'), kbCategories, readReader(c), id)
      if (found === undefined) return refuseMissing(kbCategories.noun)
      noteVersion(c, found)
      return c.json(found, 200)
    },
  )
}
