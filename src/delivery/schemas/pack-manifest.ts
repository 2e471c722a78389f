/** The published JSON Schema of a pack's `manifest.json`. */

const instant = { type: 'string', format: 'date-time' }
const pixels = { type: 'integer', minimum: 1 }
const asciiName = { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$' }

const closed = (properties: Readonly<Record<string, object>>) => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
})

export const packManifestSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:zuimei:schema:pack-manifest:1',
  title: '海报包清单',
  description: '一块屏幕在一段时间内要播放的全部内容。清单里的文件与清单在同一文件夹。',
  ...closed({
    format: { const: 'zuimei-pack/1' },
    packId: { type: 'string', format: 'uri', description: '同一块屏幕的海报包始终不变' },
    version: { type: 'string', pattern: '^[0-9a-f]{40}$', description: '内容的指纹；回执中以此注明版本' },
    title: { type: 'string' },
    screen: closed({
      slug: asciiName,
      name: { type: 'string' },
      width: pixels,
      height: pixels,
    }),
    items: {
      type: 'array',
      items: closed({
        order: { type: 'integer', minimum: 1, description: '播放次序，从 1 开始' },
        file: asciiName,
        kind: { enum: ['still', 'film'] },
        mediaType: { type: 'string' },
        sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
        bytes: { type: 'integer', minimum: 1 },
        width: pixels,
        height: pixels,
        spec: { type: 'string', description: '成品规格' },
        playSeconds: { type: 'number', exclusiveMinimum: 0 },
        validFrom: { ...instant, description: '从此刻起（含）可以播放' },
        validUntil: {
          anyOf: [instant, { type: 'null' }],
          description: '到此刻止（不含）；null 表示长期有效',
        },
        releaseId: { type: 'string', minLength: 1 },
        title: { type: 'string' },
        altText: { type: 'string', minLength: 1 },
        isAiMade: { type: 'boolean' },
      }),
    },
    missing: {
      type: 'array',
      items: { type: 'string' },
      description: '已发布、但发布时没有制作本屏尺寸海报的人选；终审发布更正版后才会补上',
    },
    withdraws: {
      type: 'array',
      description: '已撤回，须立即撤下',
      items: closed({ releaseId: { type: 'string' }, at: instant, reason: { type: 'string' } }),
    },
  }),
}
