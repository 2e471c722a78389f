/** What each role does here, in plain words. Pictures are taken by `scripts/screenshots.ts`. */
import { allows, deciders, editors, everyone } from '../domain/rights.ts'
import type { Role } from '../domain/role.ts'

export const roleNames: Readonly<Record<Role, string>> = {
  operator: '投放操作员',
  editor: '编辑',
  reviewer: '审核',
  chief: '终审',
  admin: '管理员',
}

interface Topic {
  readonly title: string
  readonly roles: readonly Role[]
  readonly steps: readonly string[]
  /** Name of a picture, without its ending. */
  readonly picture?: string
}

const topics: readonly Topic[] = [
  {
    title: '每天先看“今天”和通知',
    roles: everyone,
    steps: [
      '登录后看到的就是“今天”：要处理的、等您的，展示中和待展示的，离截止还有几天。',
      '右上角的铃铛是通知，数字是未读的条数；点“去查看”就到要办的地方。',
      '带感叹号的通知需要您处理，其余的知道即可。',
    ],
    picture: 'dashboard',
  },
  {
    title: '收材料',
    roles: editors,
    steps: [
      '打开“收件”，把推荐单位交来的文件夹、ZIP 或单个文件拖进去。',
      '系统逐个文件说明收作什么、能不能收；不能收的写明原因和办法。',
      '看过之后点“收下”。没有收下的留在本页，补来合格的文件后再收。',
      '也可以给单位生成交件链接，由单位自己交、自己补，截止后自动停收。',
    ],
    picture: 'intake',
  },
  {
    title: '看谁还缺什么',
    roles: editors,
    steps: [
      '打开“人选”：一行一位人选，一列一个渠道，每格的形状和颜色说明到了哪一步，“图例”里有解释。',
      '点一格，右边写明还缺什么、等谁办，点按钮就到要办的地方。',
      '可以只看有欠缺的，按单位、类别、渠道筛选，存成“我的视图”，也可以导出表格。',
    ],
    picture: 'board',
  },
  {
    title: '写好人选资料并定稿',
    roles: editors,
    steps: [
      '打开“人选”，填写简介和事迹。“保存草稿”不影响已定稿的内容。',
      '“渠道就绪情况”逐个渠道说明还缺什么、哪里超字数。',
      '核对无误后点“定稿”。此后安排发布和更正，用的都是定稿的内容。',
    ],
    picture: 'honoree',
  },
  {
    title: '看成品、调裁切',
    roles: editors,
    steps: [
      '人选页的“成品”按渠道列出为他制作的全部文件，点开看大图或播放，方向键翻看，可以下载。',
      '“素材”里把各种比例并排列出：拖动焦点，或为某个比例手工画框，用到它的成品随即重做；视频在这里选封面画面。',
    ],
    picture: 'gallery',
  },
  {
    title: '成品制作失败时',
    roles: editors,
    steps: [
      '从通知或“全部数据”里的“成品”打开失败的那一件，先看失败原因。',
      '材料没有问题的点“重试”；材料有问题的，换一份原始文件再传。',
    ],
    picture: 'variants',
  },
  {
    title: '撤回展示',
    roles: everyone.filter((role) => allows(role, 'withdrawals', 'create')),
    steps: [
      '打开“发布”，点开要停止展示的那一项，点“撤回”，写明公开的原因。',
      '撤回立即生效。媒体和屏幕若已自行保存，请再电话确认对方已经停止展示。',
      '本人撤回同意的，在人选的“同意与声明”里填写撤回日期并保存，各渠道随即全部撤回。',
    ],
  },
  {
    title: '安排发布和更正',
    roles: deciders,
    steps: [
      '打开“发布”，新建：选人选、渠道、开始和结束时间（北京时间）。',
      '保存时系统冻结这一刻的定稿和成品，此后改人选资料不会影响它。',
      '内容有误：先改好人选资料并定稿，再打开那项发布点“更正”。',
    ],
    picture: 'releases',
  },
  {
    title: '给媒体开通取稿',
    roles: ['admin'],
    steps: [
      '打开“合作媒体”，登记单位和可以取用的渠道，点“生成令牌”。',
      '令牌只显示一次，请当面或用加密方式交给对方；遗失就重新生成，旧的随即失效。',
    ],
  },
  {
    title: '屏幕和海报包',
    roles: everyone,
    steps: [
      '打开“屏幕”，登记每块屏的像素宽高；海报按每块屏的实际像素单独制作。',
      '有新的展示或撤回时铃铛会提醒；请下载新的海报包，换下旧的。',
    ],
  },
  {
    title: '管理同事和账号',
    roles: ['admin'],
    steps: [
      '打开“设置”中的“用户”，点“邀请同事”、选角色，把链接交给本人设置密码；改角色后对方须重新登录。',
      '同事忘记密码，由您在其账号里重设；手机和恢复码都丢了，核实本人后重置二次验证。',
      '您自己进不去时，请在服务器上运行 npm run admin -- 您的邮箱。',
    ],
  },
  {
    title: '保护自己的账号',
    roles: everyone,
    steps: [
      '点右上角的头像打开“我的账户”，可以改密码、开启二次验证、选择是否用邮件收通知。',
      '开启二次验证时给出的 10 个恢复码只显示一次，请抄下保管。',
      '不要几个人共用一个账号：谁做了什么都会留痕。',
    ],
  },
]

export const helpFor = (role: Role): readonly Topic[] => topics.filter(({ roles }) => roles.includes(role))
