import {
  newSurveyTemplate,
  surveyTemplate,
  surveyTemplatePatch,
} from '../../../contracts/surveys.js'
import { surveyTemplates } from '../../../write/surveys/resource.js'
import type { RouteKit } from '../kit.js'
import { addResourceRoutes } from '../resources/register.js'

export function surveyTemplateRoutes(kit: RouteKit): void {
  addResourceRoutes(kit, {
    resource: surveyTemplates,
    path: '/surveys/templates',
    one: 'SurveyTemplate',
    many: 'SurveyTemplates',
    plural: 'survey templates',
    view: surveyTemplate,
    created: newSurveyTemplate,
    patch: surveyTemplatePatch,
  })
}
