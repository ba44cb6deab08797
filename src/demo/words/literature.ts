// Word parts of literary titles, which are made otherwise than those of subjects.

/** Classes of literature: `code weight translated?`, novels first because they are lent most. */
export const LITERATURE_CLASSES = `I247.5 30 0
I247.7 8 0
I267 12 0
I227 5 0
I242.4 4 0
I206 4 0
I106 3 0
I313.45 8 1
I512.45 4 1
I561.45 9 1
I565.45 5 1
I712.45 10 1
I516.45 3 1
I287.4 4 0
I25 4 0
I053 1 0`;

/** What a place or thing in a title is like. */
export const EPITHETS =
  '北方 南岸 旧日 雨夜 远山 迟来 无声 漫长 未寄出 末班 七月 玻璃 白色 半途 沉默 海边 高原 月下 午后 异乡 空荡 潮湿 失重 黎明前 秋天 倒流 盐碱地 废弃 低温 遗忘';
/** What it is. */
export const THINGS =
  '河流 灯塔 车站 来信 花园 邻居 渡口 麦田 影子 钟表匠 地图 房间 候鸟 雪线 集市 铁轨 井 歌者 守夜人 航线 磨坊 档案 码头 牧场 镜子 口信 远行 屋檐 短波 果园';
/** How its story is told. */
export const TAILS =
  '    纪事 三部曲 与我 往事 编年 之外 手记 物语 的背面 变奏 札记 （上） （下） 选 故事集';
