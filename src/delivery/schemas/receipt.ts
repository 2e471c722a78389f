/** The published JSON Schema of what `POST /receipts` takes, alone or in a list. */
import { receiptKinds, receiptLabel } from '../../domain/receipt.ts'

/** Patterns in the syntax of ECMA-262 with its flag `u`, as JSON Schema has them. */
export const namePattern = '^[\\x21-\\x7e]{1,100}$'
export const packVersionPattern = '^[0-9a-f]{40}$'
/** RFC 3339 without its leap seconds, which no player's clock shows. */
export const instantPattern =
  '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])[Tt]([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?([Zz]|[+-]([01]\\d|2[0-3]):[0-5]\\d)$'
/** Characters, as JSON Schema counts them: an emoji is one. */
export const noteMax = 500

export const receiptSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:zuimei:schema:receipt:1',
  title: '回执',
  type: 'object',
  additionalProperties: false,
  required: ['kind', 'at'],
  anyOf: [{ required: ['releaseId'] }, { required: ['packVersion', 'screen'] }],
  dependentRequired: { packVersion: ['screen'] },
  properties: {
    id: {
      type: 'string',
      pattern: namePattern,
      description: '提交方自己的编号；同一编号重复提交只记一次',
    },
    kind: {
      enum: receiptKinds,
      description: `${receiptKinds.map((kind) => receiptLabel[kind]).join('、')}；撤下只在收到撤回之后提交`,
    },
    releaseId: { type: 'string', pattern: namePattern, description: '发布编号，见订阅源或海报包清单' },
    packVersion: { type: 'string', pattern: packVersionPattern, description: '海报包清单里的 version' },
    screen: { type: 'string', pattern: namePattern, description: '屏幕代号' },
    at: {
      type: 'string',
      format: 'date-time',
      pattern: instantPattern,
      description: '事实发生的时间，带时区',
    },
    note: { type: 'string', maxLength: noteMax },
  },
}
