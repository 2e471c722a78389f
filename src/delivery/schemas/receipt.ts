/** The published JSON Schema of what `POST /receipts` takes, alone or in a list. */
import { receiptKinds, receiptLabel } from '../../domain/receipt.ts'

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
      pattern: '^[\\x21-\\x7e]{1,100}$',
      description: '提交方自己的编号；同一编号重复提交只记一次',
    },
    kind: {
      enum: receiptKinds,
      description: `${receiptKinds.map((kind) => receiptLabel[kind]).join('、')}；撤下只在收到撤回之后提交`,
    },
    releaseId: { type: 'string', description: '发布编号，见订阅源或海报包清单' },
    packVersion: { type: 'string', pattern: '^[0-9a-f]{40}$', description: '海报包清单里的 version' },
    screen: { type: 'string', description: '屏幕代号' },
    at: { type: 'string', format: 'date-time', description: '事实发生的时间，带时区' },
    note: { type: 'string', maxLength: 500 },
  },
}
