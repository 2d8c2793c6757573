/* Before anything is drawn: the colours that were chosen, if they were. A plain script, so that no other colours flash up. */
document.documentElement.dataset.theme = localStorage.getItem('menuflow-theme') ?? 'auto';
