/** What a client of SCIM 2.0 (RFC 7643, section 7) is told of one attribute. */
export interface Attribute {
  name: string
  type: 'string' | 'boolean' | 'dateTime' | 'reference' | 'complex'
  description: string
  multiValued?: true
  required?: true
  /** Compared as it is written; otherwise in capitals or not. */
  caseExact?: true
  mutability?: 'readOnly'
  returned?: 'always'
  uniqueness?: 'server'
  canonicalValues?: readonly string[]
  referenceTypes?: readonly string[]
  subAttributes?: readonly Attribute[]
}

export interface Schema {
  id: string
  name: string
  description: string
  attributes: readonly Attribute[]
}

export const USER_URN = 'urn:ietf:params:scim:schemas:core:2.0:User'
export const GROUP_URN = 'urn:ietf:params:scim:schemas:core:2.0:Group'
export const ENTERPRISE_URN = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

const text = (name: string, description: string, more: Partial<Attribute> = {}): Attribute => ({
  name,
  type: 'string',
  description,
  ...more,
})

const PRIMARY: Attribute = { name: 'primary', type: 'boolean', description: 'The one that is used' }
const TYPE = text('type', 'What it is for: the one of work is kept', {
  canonicalValues: ['work', 'home', 'other', 'mobile'],
})
const READ_ONLY = { mutability: 'readOnly' } as const

/** What every resource has, whatever its schema. */
const COMMON: readonly Attribute[] = [
  text('id', 'Its id, which never changes', { ...READ_ONLY, caseExact: true, returned: 'always' }),
  text('externalId', 'Its id in the directory', { caseExact: true }),
  {
    name: 'meta',
    type: 'complex',
    description: 'What is known of the resource itself',
    ...READ_ONLY,
    subAttributes: [
      text('resourceType', 'User or Group', { ...READ_ONLY, caseExact: true }),
      { name: 'created', type: 'dateTime', description: 'When it was made', ...READ_ONLY },
      { name: 'lastModified', type: 'dateTime', description: 'When it last changed', ...READ_ONLY },
      text('location', 'Its address', { ...READ_ONLY, caseExact: true }),
      text('version', 'Its entity tag', { ...READ_ONLY, caseExact: true }),
    ],
  },
]

const USER_SCHEMA: Schema = {
  id: USER_URN,
  name: 'User',
  description: "Somebody's account",
  attributes: [
    text('userName', 'What the directory calls them; unique in the organization', {
      required: true,
      uniqueness: 'server',
    }),
    {
      name: 'name',
      type: 'complex',
      description: 'What they are called',
      subAttributes: [
        text('formatted', 'The whole name'),
        text('familyName', 'Their last name'),
        text('givenName', 'Their first name'),
      ],
    },
    text('displayName', 'What the directory shows them as; their name, where it has no other'),
    {
      name: 'active',
      type: 'boolean',
      description: 'Whether the account is; false ends every session at once',
    },
    {
      name: 'emails',
      type: 'complex',
      multiValued: true,
      description:
        'Where mails go, and what they sign in with: the primary one, or else that of work',
      subAttributes: [text('value', 'The address', { uniqueness: 'server' }), TYPE, PRIMARY],
    },
    {
      name: 'phoneNumbers',
      type: 'complex',
      multiValued: true,
      description: 'Their telephone: the primary one, or else that of work',
      subAttributes: [text('value', 'The number'), TYPE, PRIMARY],
    },
    text('timezone', 'An IANA time zone, such as Europe/Berlin', { caseExact: true }),
    text('preferredLanguage', 'Such as de or en-GB', { caseExact: true }),
    {
      name: 'groups',
      type: 'complex',
      multiValued: true,
      description: 'The groups that they belong to',
      ...READ_ONLY,
      subAttributes: [
        text('value', 'The id of the group', { ...READ_ONLY, caseExact: true }),
        {
          name: '$ref',
          type: 'reference',
          description: 'Its address',
          ...READ_ONLY,
          referenceTypes: ['Group'],
        },
        text('display', 'Its name', READ_ONLY),
      ],
    },
    {
      name: 'roles',
      type: 'complex',
      multiValued: true,
      description: 'What they may do: by their groups, and by an admin',
      ...READ_ONLY,
      subAttributes: [text('value', 'The role', { ...READ_ONLY, caseExact: true })],
    },
  ],
}

const ENTERPRISE_SCHEMA: Schema = {
  id: ENTERPRISE_URN,
  name: 'EnterpriseUser',
  description: 'What an organization knows of its own people',
  attributes: [
    text('employeeNumber', 'Their employee code, which they may sign in with', {
      caseExact: true,
      uniqueness: 'server',
    }),
    text('department', 'By name or code; one that is not here leaves them where they are'),
  ],
}

const GROUP_SCHEMA: Schema = {
  id: GROUP_URN,
  name: 'Group',
  description: 'People who see and claim the tickets of its categories, and may have roles by it',
  attributes: [
    text('displayName', 'Its name; unique in the organization', {
      required: true,
      uniqueness: 'server',
    }),
    {
      name: 'members',
      type: 'complex',
      multiValued: true,
      description: 'Who belongs to it',
      subAttributes: [
        text('value', 'The id of the user', { caseExact: true }),
        { name: '$ref', type: 'reference', description: 'Their address', referenceTypes: ['User'] },
        text('display', 'Their name', READ_ONLY),
        text('type', 'User', { canonicalValues: ['User'] }),
      ],
    },
  ],
}

export interface ResourceType {
  name: 'User' | 'Group'
  endpoint: '/Users' | '/Groups'
  description: string
  schema: Schema
  extensions: readonly Schema[]
  /** In small letters: what RFC 7643 has and is not kept here. Directories send it; it is passed over. */
  passedOver: ReadonlySet<string>
}

export const USER: ResourceType = {
  name: 'User',
  endpoint: '/Users',
  description: 'Accounts',
  schema: USER_SCHEMA,
  extensions: [ENTERPRISE_SCHEMA],
  passedOver: new Set(
    [
      ...['nickName', 'profileUrl', 'title', 'userType', 'locale', 'password', 'ims', 'photos'],
      ...['addresses', 'entitlements', 'x509Certificates', 'schemas'],
      ...['name.middleName', 'name.honorificPrefix', 'name.honorificSuffix'],
      ...['emails.display', 'phoneNumbers.display'],
      ...['costCenter', 'organization', 'division', 'manager'].map(
        (name) => `${ENTERPRISE_URN}:${name}`,
      ),
    ].map((name) => name.toLowerCase()),
  ),
}

export const GROUP: ResourceType = {
  name: 'Group',
  endpoint: '/Groups',
  description: 'Groups of people',
  schema: GROUP_SCHEMA,
  extensions: [],
  passedOver: new Set(['schemas']),
}

export const SCHEMAS: readonly Schema[] = [USER_SCHEMA, GROUP_SCHEMA, ENTERPRISE_SCHEMA]

/** Those of its own schema and what every resource has. */
export function listAttributes({ schema }: ResourceType): readonly Attribute[] {
  return [...COMMON, ...schema.attributes]
}

export function findNamed(
  attributes: readonly Attribute[] | undefined,
  name: string,
): Attribute | undefined {
  const small = name.toLowerCase()
  return attributes?.find((attribute) => attribute.name.toLowerCase() === small)
}
