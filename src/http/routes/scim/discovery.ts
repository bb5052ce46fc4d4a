import { refuse, refuseMissing } from '../../../domain/errors.js'
import type { Members } from '../../../domain/scim/match.js'
import {
  type Attribute,
  GROUP,
  type ResourceType,
  SCHEMAS,
  type Schema,
  USER,
} from '../../../domain/scim/schema.js'
import { SCIM_BASE } from '../../base.js'
import { answer, answerAll, locateFrom, type ScimContext } from './answer.js'
import type { ScimKit } from './kit.js'

type Locate = (path: string) => string

const CORE = 'urn:ietf:params:scim:schemas:core:2.0'

/** What a client may read of what is served here: RFC 7644, section 4. */
export function discoveryRoutes({ app, deps, guard }: ScimKit): void {
  const locate = (c: ScimContext) => locateFrom(c, deps)
  app.get(`${SCIM_BASE}/ServiceProviderConfig`, guard, (c) => answer(c, describeService(locate(c))))
  app.get(`${SCIM_BASE}/ResourceTypes`, guard, (c) => answerListed(c, listTypes(locate(c))))
  app.get(`${SCIM_BASE}/ResourceTypes/:id`, guard, (c) => answerNamed(c, listTypes(locate(c))))
  app.get(`${SCIM_BASE}/Schemas`, guard, (c) => answerListed(c, listSchemas(locate(c))))
  app.get(`${SCIM_BASE}/Schemas/:id`, guard, (c) => answerNamed(c, listSchemas(locate(c))))
}

function answerListed(c: ScimContext, resources: Members[]) {
  if (c.req.query('filter') !== undefined) refuse('forbidden', 'These are not filtered: read all.')
  return answerAll(c, resources)
}

function answerNamed(c: ScimContext, resources: Members[]) {
  const found = resources.find(({ id }) => id === c.req.param('id'))
  return found === undefined ? refuseMissing('schema') : answer(c, found)
}

function describeService(locate: Locate) {
  return {
    schemas: [`${CORE}:ServiceProviderConfig`],
    patch: { supported: true },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: 200 },
    changePassword: { supported: false },
    sort: { supported: false },
    etag: { supported: true },
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'Bearer token',
        description: 'A token of the organization, made by one of its admins',
        specUri: 'https://www.rfc-editor.org/info/rfc6750',
        primary: true,
      },
    ],
    meta: {
      resourceType: 'ServiceProviderConfig',
      location: locate('/ServiceProviderConfig'),
    },
  }
}

function listTypes(locate: Locate): Members[] {
  return [USER, GROUP].map((type: ResourceType) => ({
    schemas: [`${CORE}:ResourceType`],
    id: type.name,
    name: type.name,
    description: type.description,
    endpoint: type.endpoint,
    schema: type.schema.id,
    schemaExtensions: type.extensions.map(({ id }) => ({ schema: id, required: false })),
    meta: { resourceType: 'ResourceType', location: locate(`/ResourceTypes/${type.name}`) },
  }))
}

function listSchemas(locate: Locate): Members[] {
  return SCHEMAS.map(({ id, name, description, attributes }: Schema) => ({
    schemas: [`${CORE}:Schema`],
    id,
    name,
    description,
    attributes: attributes.map(describeAttribute),
    meta: { resourceType: 'Schema', location: locate(`/Schemas/${id}`) },
  }))
}

/** With what RFC 7643, section 2.2, takes for granted. */
function describeAttribute({ subAttributes, ...attribute }: Attribute): Members {
  return {
    multiValued: false,
    required: false,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    ...attribute,
    ...(subAttributes === undefined ? {} : { subAttributes: subAttributes.map(describeAttribute) }),
  }
}
