import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'

interface Document {
  paths: Record<
    string,
    Record<string, { responses: Record<string, { content?: Record<string, unknown> }> }>
  >
}

export interface Answered {
  method: string
  /** Under the base, without a query. */
  path: string
  status: number
  type: string
  body: unknown
}

let known: { text: string; conforms: ReturnType<typeof createConformity> } | undefined

/** The same for all files that run in one process with one document: compiling its schemas takes longer than most tests. */
export function conformityTo(text: string): ReturnType<typeof createConformity> {
  if (known?.text !== text) known = { text, conforms: createConformity(JSON.parse(text)) }
  return known.conforms
}

/** Throws where an answer is not what the document says of its operation. */
function createConformity(document: Document): (answered: Answered) => void {
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  ajv.addSchema(document, 'document')
  const compiled = new Map<string, ValidateFunction>()
  const templates = Object.keys(document.paths).map((template) => ({
    template,
    pattern: new RegExp(`^${template.replace(/\{\w+\}/g, '([^/]+)')}$`),
  }))
  return ({ method, path, status, type, body }) => {
    const found = templates
      .filter(({ pattern }) => pattern.test(path))
      .sort((a, b) => count(a.template) - count(b.template))
      .find(({ template }) => document.paths[template]?.[method.toLowerCase()] !== undefined)
    if (found === undefined) return // there is no such operation, and that is said by another test
    const { template } = found
    const where = `${method} ${template} → ${status}`
    const answer = document.paths[template]?.[method.toLowerCase()]?.responses[status]
    if (answer === undefined)
      throw new Error(`${where} is not in the document: ${JSON.stringify(body)}`)
    const media = Object.keys(answer.content ?? {}).find((name) => type.startsWith(name))
    if (media === undefined) {
      if (status === 204 || answer.content === undefined) return
      throw new Error(`${where}: ${type} is not in the document`)
    }
    const steps = [
      'paths',
      template,
      method.toLowerCase(),
      'responses',
      String(status),
      'content',
      media,
      'schema',
    ]
    const $ref = `document#/${steps.map(toPointerStep).join('/')}`
    const validate = compiled.get($ref) ?? ajv.compile({ $ref })
    compiled.set($ref, validate)
    if (!validate(body)) {
      throw new Error(
        `${where} is not as the document says: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(body).slice(0, 2_000)}`,
      )
    }
  }
}

function count(template: string): number {
  return template.split('{').length
}

function toPointerStep(step: string): string {
  return encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))
}
