from office import db

db.express_sync.create('Deed', {'id': 'd1', 'parcel': '12/4'})
print('deeds:', db.express_sync.count('Deed'))
