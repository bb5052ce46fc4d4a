import { surveyResponsePage, surveyResponseQuery } from '../../../contracts/surveys.js'
import { listSurveyResponses } from '../../../read/surveys/list-responses.js'
import { defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { ADMINS } from '../resources/kit.js'

export function listSurveyResponsesRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ADMINS, {
      operationId: 'listSurveyResponses',
      method: 'get',
      path: '/surveys/responses',
      tags: ['Surveys'],
      summary: 'What people have answered, the last to answer first',
      request: { query: surveyResponseQuery },
      responses: { 200: json(surveyResponsePage, 'A page of answers'), ...problems(403) },
    }),
    async (c) => c.json(await listSurveyResponses(c.get('db'), c.req.valid('query')), 200),
  )
}
