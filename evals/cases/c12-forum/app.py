from board import db, open_thread

open_thread('t1', 'Welcome')
print('threads:', db.express_sync.count('Thread'))
