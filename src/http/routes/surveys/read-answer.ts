import { surveyPageQuery, surveyToAnswer } from '../../../contracts/surveys.js'
import { chooseLanguage } from '../../../domain/language.js'
import { defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { readLinkedSurvey, requireOpen, SURVEY_PATH, surveyTokenParam } from './kit.js'

/** It changes nothing: whatever reads mails opens every link in them. */
export function readSurveyRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'public', {
      operationId: 'readSurvey',
      method: 'get',
      path: SURVEY_PATH,
      tags: ['Surveys'],
      summary: 'What the reader of a survey is asked',
      description: 'The address is that of the mail; browsers get a page.',
      request: { params: surveyTokenParam, query: surveyPageQuery },
      responses: { 200: json(surveyToAnswer, 'It can be answered'), ...problems(404, 409, 410) },
    }),
    async (c) => {
      const { ref, survey } = await readLinkedSurvey(c, deps, c.req.valid('param').token)
      const expiresAt = requireOpen(survey)
      const { ticket, organization, language, questions } = survey
      return c.json(
        {
          ...{ id: ref.surveyId, organization, ticket, questions, expiresAt },
          language: chooseLanguage(language),
        },
        200,
      )
    },
  )
}
