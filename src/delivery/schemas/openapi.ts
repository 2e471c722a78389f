/** A small description of the partner interface (OpenAPI 3.1): every route that exists, nothing that does not. */
import { feedFormats, mediaTypeOf } from '../../domain/formats/format.ts'
import { packManifestSchema } from './pack-manifest.ts'
import { receiptSchema } from './receipt.ts'

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
})

const refused = {
  '400': problem('网址中有无法识别的参数'),
  '401': problem('没有令牌'),
  '403': problem('令牌或链接无效、过期、停用，或不含该渠道'),
  '404': problem('不存在'),
}
const binary = { schema: { type: 'string', format: 'binary' } }
const inPath = (name: string, description: string, schema: object = { type: 'string' }) => ({
  name,
  in: 'path',
  required: true,
  description,
  schema,
})
const inQuery = (name: string) => ({ name, in: 'query', required: true, schema: { type: 'string' } })
const partial = {
  '206': { description: '所请求的范围' },
  '304': { description: '没有变化' },
  '416': problem('范围超出文件'),
}
const oneOrMany = (name: string) => {
  const schema = { $ref: `#/components/schemas/${name}` }
  return { oneOf: [schema, { type: 'array', items: schema, minItems: 1, maxItems: 100 }] }
}
const { $schema: _receiptDialect, $id: _receiptId, ...receipt } = receiptSchema
const { $schema: _manifestDialect, $id: _manifestId, ...manifest } = packManifestSchema

export const openApi = (publicUrl: string) => ({
  openapi: '3.1.0',
  info: {
    title: '最美 · 合作媒体与屏幕接口',
    version: '1',
    description:
      '订阅源、海报包、媒体文件与回执。所有时间为 UTC，带时区；错误一律为 application/problem+json。',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: publicUrl }],
  security: [{ bearer: [] }, { basic: [] }, { query: [] }],
  paths: {
    '/feeds': {
      get: {
        summary: '这个令牌能打开的订阅源和海报包',
        responses: {
          '200': {
            description: '目录',
            content: { 'application/json': { schema: { type: 'object' } }, 'text/html': {} },
          },
          ...refused,
          '406': problem('没有可接受的格式'),
        },
      },
    },
    '/feeds/{channel}.{format}': {
      get: {
        summary: '一个渠道的订阅源',
        parameters: [inPath('channel', '渠道代号'), inPath('format', '格式', { enum: [...feedFormats] })],
        responses: {
          '200': {
            description: '订阅源；带强 ETag，Cache-Control 不越过下一个发布时刻',
            content: Object.fromEntries(
              feedFormats.map((format) => [mediaTypeOf[format], { schema: { type: 'string' } }]),
            ),
          },
          '304': { description: '没有变化' },
          ...refused,
        },
      },
    },
    '/items/{id}': {
      get: {
        summary: '一条内容的网页',
        parameters: [inPath('id', '内容编号')],
        responses: {
          '200': { description: '网页', content: { 'text/html': {} } },
          ...refused,
          '406': problem('没有可接受的格式'),
          '410': problem('已撤回'),
        },
      },
    },
    '/packs': {
      get: {
        summary: '这个令牌能打开的海报包',
        responses: {
          '200': {
            description: '目录',
            content: { 'application/json': { schema: { type: 'object' } }, 'text/html': {} },
          },
          ...refused,
          '406': problem('没有可接受的格式'),
        },
      },
    },
    '/packs/{screen}.zip': {
      get: {
        summary: '一块屏幕的海报包；可断点续传',
        parameters: [inPath('screen', '屏幕代号')],
        responses: {
          '200': { description: '海报包', content: { 'application/zip': binary } },
          ...partial,
          ...refused,
          '503': problem('有文件暂时无法提供'),
        },
      },
    },
    '/packs/{screen}/{file}': {
      get: {
        summary: '海报包里的一个文件；manifest.json 是清单',
        parameters: [inPath('screen', '屏幕代号'), inPath('file', '文件名')],
        responses: {
          '200': {
            description: '文件',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/PackManifest' } },
              'image/jpeg': binary,
              'video/mp4': binary,
            },
          },
          ...partial,
          ...refused,
          '410': problem('已撤回'),
        },
      },
    },
    '/files/v/{file}': {
      get: {
        summary: '一个媒体文件；地址取自订阅源，自带签名，不需要令牌',
        security: [],
        parameters: [inPath('file', '文件名'), inQuery('for'), inQuery('until'), inQuery('sig')],
        responses: {
          '200': { description: '文件；Repr-Digest 为其 SHA-256', content: { '*/*': binary } },
          ...partial,
          '403': problem('链接无效或已过期'),
          '404': problem('不存在'),
          '410': problem('已撤回'),
        },
      },
    },
    '/receipts': {
      post: {
        summary: '提交一条回执，或 1 至 100 条的列表；同一事实重复提交只记一次，回答相同',
        requestBody: {
          required: true,
          content: { 'application/json': { schema: oneOrMany('Receipt') } },
        },
        responses: {
          '200': { description: '提交的是列表：results 逐条对应，已登记或问题，互不影响' },
          '201': { description: '已登记' },
          ...refused,
          '409': problem('与发布的状态不符，如尚未开始、已撤回'),
          '413': problem('内容过大'),
          '415': problem('内容格式不对'),
          '422': problem('回执内容不正确'),
          '429': problem('一小时内回执过多'),
          '503': problem('数据库正忙，未保存，请原样重新提交'),
        },
      },
    },
    '/healthz': {
      get: {
        summary: '运行状况',
        security: [],
        responses: {
          '200': {
            description:
              '正常；degraded 为真表示有记录无法读取，存储空间不足（disk 为 full），或另一个程序占用数据库、写入须等候（db 为 busy），服务照常',
          },
          '503': { description: '有部件不可用' },
        },
      },
    },
    '/openapi.json': {
      get: {
        summary: '本说明',
        security: [],
        responses: { '200': { description: 'OpenAPI 3.1', content: { 'application/json': {} } } },
      },
    },
    '/schemas/{name}.json': {
      get: {
        summary: '海报包清单与回执的 JSON Schema',
        security: [],
        parameters: [inPath('name', '名称', { enum: ['pack-manifest', 'receipt'] })],
        responses: { '200': { description: '模式', content: { 'application/schema+json': {} } } },
      },
    },
  },
  components: {
    securitySchemes: {
      bearer: { type: 'http', scheme: 'bearer' },
      basic: { type: 'http', scheme: 'basic', description: '用户名任意，密码为令牌' },
      query: { type: 'apiKey', in: 'query', name: 'token' },
    },
    schemas: {
      Problem: {
        type: 'object',
        required: ['type', 'title', 'status', 'detail'],
        properties: {
          type: { type: 'string', format: 'uri' },
          title: { type: 'string' },
          status: { type: 'integer' },
          detail: { type: 'string' },
        },
      },
      Receipt: receipt,
      PackManifest: manifest,
    },
  },
})
