import { surveyTemplateRoutes } from './keep.js'

export const SURVEY_ROUTES = [surveyTemplateRoutes]
