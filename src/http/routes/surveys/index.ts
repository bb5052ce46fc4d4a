import { answerSurveyRoute } from './answer.js'
import { surveyTemplateRoutes } from './keep.js'
import { listSurveyResponsesRoute } from './list-responses.js'
import { readSurveyRoute } from './read-answer.js'
import { sendSurveyByHandRoute } from './send-by-hand.js'
import { surveyPageRoutes } from './serve-page.js'

export const SURVEY_ROUTES = [
  surveyTemplateRoutes,
  listSurveyResponsesRoute,
  surveyPageRoutes,
  readSurveyRoute,
  answerSurveyRoute,
  sendSurveyByHandRoute,
]
