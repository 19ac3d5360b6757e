import { app, Menu, type MenuItemConstructorOptions, shell } from 'electron';

const words = {
  en: {
    file: 'File',
    quit: 'Quit',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select All',
    view: 'View',
    reload: 'Reload',
    zoomIn: 'Zoom In',
    zoomOut: 'Zoom Out',
    resetZoom: 'Actual Size',
    fullScreen: 'Full Screen',
    developerTools: 'Developer Tools',
    help: 'Help',
    dataFolder: 'Open the Data Folder',
    about: 'About Backline',
  },
  'pt-BR': {
    file: 'Arquivo',
    quit: 'Sair',
    edit: 'Editar',
    undo: 'Desfazer',
    redo: 'Refazer',
    cut: 'Recortar',
    copy: 'Copiar',
    paste: 'Colar',
    selectAll: 'Selecionar tudo',
    view: 'Exibir',
    reload: 'Recarregar',
    zoomIn: 'Ampliar',
    zoomOut: 'Reduzir',
    resetZoom: 'Tamanho real',
    fullScreen: 'Tela cheia',
    developerTools: 'Ferramentas de desenvolvedor',
    help: 'Ajuda',
    dataFolder: 'Abrir a pasta de dados',
    about: 'Sobre o Backline',
  },
} as const;

/** Sets the application's menu, in the system's language. */
export function setMenu(dataFolder: string): void {
  const text = words[app.getLocale().startsWith('pt') ? 'pt-BR' : 'en'];
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const template: MenuItemConstructorOptions[] = [
    { label: text.file, submenu: [{ role: 'quit', label: text.quit }] },
    {
      label: text.edit,
      submenu: [
        { role: 'undo', label: text.undo },
        { role: 'redo', label: text.redo },
        separator,
        { role: 'cut', label: text.cut },
        { role: 'copy', label: text.copy },
        { role: 'paste', label: text.paste },
        { role: 'selectAll', label: text.selectAll },
      ],
    },
    {
      label: text.view,
      submenu: [
        { role: 'reload', label: text.reload },
        separator,
        { role: 'resetZoom', label: text.resetZoom },
        { role: 'zoomIn', label: text.zoomIn },
        { role: 'zoomOut', label: text.zoomOut },
        separator,
        { role: 'togglefullscreen', label: text.fullScreen },
        { role: 'toggleDevTools', label: text.developerTools },
      ],
    },
    {
      label: text.help,
      submenu: [
        { label: text.dataFolder, click: () => void shell.openPath(dataFolder) },
        { role: 'about', label: text.about },
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
